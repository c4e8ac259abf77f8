import {limits} from '../../core/limits.ts';
import {isProblem, problem} from '../../core/problem.ts';
import {address, addressOrName, duration, yesNo} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {addressOf} from '../destinations.ts';
import {connectionOptionsOf, streamOptions, streamOptionsOf} from '../options.ts';
import {atPlace, onlyForStreams} from '../places.ts';
import {doneIn} from '../targets.ts';

const streamOnly = ['recv', 'nodelay', 'keepalive', 'halfopen', 'idle', 'timeout'];

/** socket, connect. */
export const connect = defineVerb({
	name: 'connect',
	parameters: {address: {name: 'ADDRESS', kind: addressOrName}},
	options: {
		...streamOptions,
		local: {kind: address, summary: 'bind to this address first'},
		timeout: {kind: duration, summary: 'give up after this long (default 30s)'},
		connected: {kind: yesNo, summary: 'UDP: no leaves it unconnected; sendto names the address'},
	},
	summary: 'open a client: socket, connect; UDP: a connected socket',
	example: 'connect tcp:4000',
	synonyms: {dial: 'connect', client: 'connect'},
	details: [
		'ADDRESS may be the name of an endpoint of this session: connect s1.',
		'When the peer sends FIN, a client closes too; with halfopen=yes it stays open for sending.',
	],
	onEndpoint: false,
	async run(lab, args, target) {
		const {options} = args;
		const to = addressOf(lab.registry, args.address, target);
		if (isProblem(to)) {
			return to;
		}

		const misplaced = onlyForStreams(to, options, streamOnly, target);
		if (misplaced !== undefined) {
			return misplaced;
		}

		if (options.local !== undefined && [options.local, to].some(({transport}) => transport === 'unix')) {
			return atPlace(problem('local= is for TCP and UDP'), target, 'local=');
		}

		const opened = await lab.sockets.connect(to, {
			...(options.name !== undefined && {name: options.name}),
			...(options.local !== undefined && {local: options.local}),
			timeout_ms: options.timeout ?? limits.connect_timeout_ms,
			connected: options.connected ?? true,
			stream: streamOptionsOf(options),
			options: connectionOptionsOf(options, {halfopen: false}),
		});
		if (isProblem(opened)) {
			return atPlace(opened, target, 'name=');
		}

		return opened ? doneIn('client', target) : {refused: true};
	},
});
