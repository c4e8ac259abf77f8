import type {Address} from '../../core/address.ts';
import {limits} from '../../core/limits.ts';
import {isProblem, problem, type Problem} from '../../core/problem.ts';
import type {Lab} from '../../lab/lab.ts';
import {addressToListen, hostRule, serviceWord, wholeNumber, yesNo} from '../../language/kinds.ts';
import type {Target} from '../../language/verb.ts';
import type {Serving} from '../../services/service.ts';
import {services} from '../../services/table.ts';
import {defineVerb} from '../define.ts';
import {connectionOptionsOf, streamOptions, streamOptionsOf} from '../options.ts';
import {atPlace, onlyForStreams} from '../places.ts';
import {doneIn} from '../targets.ts';
import {serviceTools} from '../service-tools.ts';

const streamOnly = ['recv', 'nodelay', 'keepalive', 'halfopen', 'idle', 'backlog', 'maxconn', 'tries', 'accept'];

/** socket, bind, listen, accept. */
export const listen = defineVerb({
	name: 'listen',
	parameters: {
		address: {name: 'ADDRESS', kind: addressToListen},
		service: {name: 'SERVICE', kind: serviceWord, many: true, optional: true},
	},
	options: {
		...streamOptions,
		backlog: {
			kind: wholeNumber({min: 0, max: 65_535}),
			summary: `connections the system keeps waiting (default ${limits.backlog_connections})`,
		},
		tries: {kind: wholeNumber({min: 1, max: 1000}), summary: 'ports to try, from this one on, while they are in use'},
		maxconn: {kind: wholeNumber({min: 1, max: 1_000_000}), summary: 'connections served at one time'},
		accept: {kind: yesNo, summary: 'no: connections wait in the backlog until resume'},
	},
	summary: 'wait for clients: socket, bind, listen, accept',
	example: 'listen tcp:4000 echo',
	synonyms: {
		server: 'listen',
		serve: 'listen',
		...Object.fromEntries(services.map(({name}) => [name, `listen tcp:0 ${name}`])),
	},
	details: [
		'SERVICE says what the server answers; without one you type the replies, in the server pane.',
		hostRule,
	],
	onEndpoint: false,
	async run(lab, args, target) {
		const misplaced = onlyForStreams(args.address, args.options, streamOnly, target);
		const serving = misplaced ?? await serve(lab, args, target);
		if (isProblem(serving)) {
			return serving;
		}

		const {options} = args;
		const opened = await lab.sockets.listen(args.address, {
			...(options.name !== undefined && {name: options.name}),
			service: args.service.join(' '),
			...(serving !== undefined && {serving}),
			...(options.tries !== undefined && {tries: options.tries}),
			stream: streamOptionsOf(options),
			options: {
				...connectionOptionsOf(options, {halfopen: true}),
				backlog: options.backlog ?? limits.backlog_connections,
				...(options.maxconn !== undefined && {maxconn: options.maxconn}),
				...(options.accept !== undefined && {accept: options.accept}),
			},
		});
		if (opened !== true) {
			serving?.process?.closed();
		}

		if (isProblem(opened)) {
			return atPlace(opened, target, 'name=');
		}

		const isAnsweredByHand = serving === undefined;
		return opened && isAnsweredByHand ? doneIn('server', target) : {refused: !opened};
	},
});

type Wanted = {readonly address: Address; readonly service: readonly string[]};

async function serve(
	lab: Lab,
	{address, service: words}: Wanted,
	target: Target,
): Promise<Serving | Problem | undefined> {
	const [name, ...rest] = words;
	if (name === undefined) {
		return undefined;
	}

	const service = services.find(each => each.name === name);
	if (service === undefined) {
		const hint = `there are ${services.map(each => each.name).join(', ')}`;
		return atPlace(problem(`there is no service ${name}`, undefined, hint), target, 'service.0');
	}

	const serving = await service.serve(rest, serviceTools(lab, address));
	if (isProblem(serving)) {
		return atPlace(serving, target, `service.${(serving.word ?? -1) + 1}`);
	}

	if (address.transport === 'udp' && serving.datagram === undefined) {
		const found = problem(`${name} is for streams; it has no datagram form`, undefined, 'listen on tcp: or unix:');
		return atPlace(found, target, 'service.0');
	}

	return serving;
}
