import {problem, type Problem} from '../core/problem.ts';
import type {ConnectionOptions} from '../lab/connection.ts';
import type {Entry} from '../lab/registry.ts';

export type LiveOptions = {
	readonly eol?: string;
	readonly recv?: number;
	readonly nodelay?: boolean;
	readonly keepalive?: boolean;
	readonly halfopen?: boolean;
	readonly idle?: number;
	readonly ttl?: number;
	readonly broadcast?: boolean;
};

/** Names the option it is about. */
export type Refusal = {readonly key: string; readonly problem: Problem};

/** Changes what is given; a refusal names the first option that this kind of endpoint does not have, and nothing was changed. */
export function setOptions(entry: Entry, options: LiveOptions): Refusal | undefined {
	const socket = entry.kind === 'peer' ? entry.socket : entry;
	const known = optionsOf(socket);
	for (const key of Object.keys(options)) {
		if (!known.includes(key)) {
			return {key, problem: problem(`${socket.name} has no option ${key}`, undefined, `it has ${known.join(' ')}`)};
		}
	}

	if (socket.kind === 'datagram') {
		socket.eol = options.eol ?? socket.eol;
		socket.endpoint?.set(options);
	} else {
		socket.options = {...socket.options, ...connectionChanges(options)};
		const stream = streamChanges(options);
		if (socket.kind === 'listener') {
			socket.listener?.set(stream);
		} else {
			socket.endpoint?.set(stream);
			socket.watchIdle();
		}
	}

	return undefined;
}

function optionsOf(socket: Exclude<Entry, {kind: 'peer'}>): readonly string[] {
	if (socket.kind === 'datagram') {
		return ['eol', 'ttl', 'broadcast'];
	}

	const transport = socket.kind === 'listener' ? socket.address.transport : socket.transport;
	return transport === 'unix' ? ['eol', 'recv', 'halfopen', 'idle'] : ['eol', 'recv', 'halfopen', 'idle', 'nodelay', 'keepalive'];
}

function connectionChanges({eol, halfopen, idle}: LiveOptions): Partial<ConnectionOptions> {
	return {
		...(eol !== undefined && {eol}),
		...(halfopen !== undefined && {halfopen}),
		...(idle !== undefined && {idle_ms: idle}),
	};
}

function streamChanges({recv, nodelay, keepalive}: LiveOptions) {
	return {
		...(recv !== undefined && {recv_bytes: recv}),
		...(nodelay !== undefined && {nodelay}),
		...(keepalive !== undefined && {keepalive}),
	};
}
