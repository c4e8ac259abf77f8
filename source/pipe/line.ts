import type {Address} from '../core/address.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {parseLine} from '../language/parse-line.ts';
import type {PipeSettings} from './settings.ts';

/** What a line says of a pipe. */
export type PipeLine =
	Pick<PipeSettings, 'role' | 'address' | 'local' | 'stream' | 'backlog' | 'timeout_ms' | 'idle_ms' | 'afterPeer_ms'>;

/** The options of `connect` and `listen`, as far as they mean something between pipes. */
type Options = {
	readonly local?: Address;
	readonly timeout?: number;
	readonly idle?: number;
	readonly recv?: number;
	readonly nodelay?: boolean;
	readonly keepalive?: boolean;
	readonly halfopen?: boolean;
	readonly backlog?: number;
};

const known = new Set(['local', 'timeout', 'idle', 'recv', 'nodelay', 'keepalive', 'halfopen', 'backlog']);

/** Only the verb that is meant is loaded: all of them take 15 ms, a seventh of a start. */
const verbs = {
	connect: async () => import('../commands/verbs/connect.ts').then(({connect}) => connect),
	listen: async () => import('../commands/verbs/listen.ts').then(({listen}) => listen),
};

/**
Reads a `connect` or `listen` line as a pipe. One that names a service, which answers by itself, is none: undefined; a
problem where a pipe was asked for.
*/
export async function readPipeLine(line: string, isAsked: boolean): Promise<PipeLine | Problem | undefined> {
	const role = line.startsWith('connect') ? 'connect' : 'listen';
	const parsed = parseLine(line, [await verbs[role]()]);
	if (parsed === undefined || isProblem(parsed)) {
		return parsed;
	}

	const {args, target: {places}} = parsed;
	const {address, service = [], options} = args as unknown as {
		readonly address: Address | {readonly name: string};
		readonly service?: readonly string[];
		readonly options: Options;
	};
	if (service.length > 0) {
		return isAsked ? problem('a service answers by itself: this is no pipe', places['service']) : undefined;
	}

	if ('name' in address) {
		return problem('a pipe connects to an address', places['address'], 'tcp:4000, say');
	}

	const unknown = Object.keys(options).find(key => !known.has(key));
	if (unknown !== undefined) {
		return problem(`${unknown}= has no meaning between pipes`, places[`${unknown}=`]);
	}

	return {role, address, ...settingsOf(options)};
}

function settingsOf({local, timeout, idle, recv, nodelay, keepalive, halfopen, backlog}: Options) {
	return {
		stream: {
			...(recv !== undefined && {recv_bytes: recv}),
			...(nodelay !== undefined && {nodelay}),
			...(keepalive !== undefined && {keepalive}),
		},
		...(local !== undefined && {local}),
		...(timeout !== undefined && {timeout_ms: timeout}),
		...(idle !== undefined && {idle_ms: idle}),
		...(backlog !== undefined && {backlog}),
		...(halfopen !== undefined && {afterPeer_ms: halfopen ? Infinity : 0}),
	};
}
