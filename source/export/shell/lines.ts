/** One call as one line of a shell program. What nc does by itself has none. */
import {byKind, type ByKind, type Call, type ProgramData} from '../call.ts';
import {isUniform} from '../data-budget.ts';
import type {Place} from '../places.ts';
import type {Variables} from '../variables.ts';

export type LineContext = {
	readonly variables: Variables;
	/** The descriptor of each endpoint that takes part. */
	readonly descriptors: ReadonlyMap<string, number>;
	/** The conversations of each socket that are still to come, the next one first. */
	readonly upcoming: Map<string, string[]>;
	/** Where each listening socket is bound. */
	readonly bound: Map<string, Place>;
	/** The socket that accepted each conversation. */
	readonly listenerOf: Map<string, string>;
	/** Endpoints whose descriptor is open. */
	readonly open: Set<string>;
	/** Accepted connections whose peer has sent FIN: their nc has ended. */
	readonly ended: Set<string>;
	/** How many tells and waits there were. */
	readonly turns: {tell: number; wait: number};
	/** Bytes that each endpoint has sent and received. */
	readonly counts: Map<string, number>;
	/** What each endpoint receives at the most, because its other end sends no more. */
	readonly cut: Map<string, number>;
	readonly pairs: ReadonlyMap<string, string>;
	/** Calls that failed and that nc does not show. */
	readonly failed: Set<string>;
	readonly note: (text: string) => void;
};

/** The line; undefined where there is none. */
export function shellLine(call: Call, context: LineContext): string | undefined {
	const {action, errno, endpoint, side} = call;
	if (errno !== undefined) {
		return failing(call, context);
	}

	return action.kind === 'connect' && side === 'client' && !context.descriptors.has(endpoint)
		? undefined
		: byKind(lines, action, call, context);
}

/** Of calls that fail nc shows one. */
function failing({action, errno, endpoint}: Call, {variables, failed}: LineContext): string | undefined {
	if (action.kind === 'connect' && errno === 'ECONNREFUSED' && action.place.address.transport === 'tcp') {
		return `refused ${variables.of(endpoint)} ${placeText(action.place)}`;
	}

	failed.add(`${endpoint} ${action.kind}`);
	return undefined;
}

const lines: ByKind<[call: Call, context: LineContext], string | undefined> = {
	setsockopt({option}, _call, {note}) {
		if (option === 'SO_LINGER') {
			note('nc cannot send RST: it closes instead');
		}

		return undefined;
	},
	bind({place}, {socket, side}, context) {
		context.bound.set(socket, place);
		return place.address.transport === 'udp' && side === 'server' ? begin('bind_udp', socket, context) : undefined;
	},
	listen: (_action, {socket}, context) => begin('listen', socket, context),
	accept({accepted}, {socket}, {descriptors, variables, listenerOf}) {
		listenerOf.set(accepted, socket);
		return descriptors.has(accepted) ? `accept ${variables.of(accepted)}` : undefined;
	},
	connect({place}, {endpoint}, context) {
		context.open.add(endpoint);
		const words = `${context.variables.of(endpoint)} ${context.descriptors.get(endpoint)!} ${placeText(place)}`;
		if (place.address.transport === 'udp') {
			return `start ${words} -u`;
		}

		const peer = context.pairs.get(endpoint);
		return `connect ${words}${peer === undefined ? '' : ` ${context.variables.of(peer)}`}`;
	},
	send: ({data, isDatagram}, {endpoint}, context) => sending(data, endpoint, isDatagram, context),
	sendto(action, {endpoint}, context) {
		const {descriptors, open, variables} = context;
		const descriptor = descriptors.get(endpoint);
		if (descriptor === undefined || open.has(endpoint) || !('place' in action)) {
			return sending(action.data, endpoint, true, context);
		}

		open.add(endpoint);
		const first = sending(action.data, endpoint, true, context);
		return `start ${variables.of(endpoint)} ${descriptor} ${placeText(action.place)} -u; ${first}`;
	},
	recv: ({count, isDatagram}, {endpoint, received = count}, context) =>
		receiving(endpoint, isDatagram ? received : count, context),
	recvfrom: (_action, {endpoint, received = 0}, context) => receiving(endpoint, received, context),
	fin(_action, {endpoint, side}, {ended}) {
		if (side === 'server') {
			ended.add(endpoint);
		}

		return undefined;
	},
	shutdown: (_action, {endpoint}, context) => closing(endpoint, context),
	close(_action, {endpoint}, context) {
		const {descriptors, variables, listenerOf} = context;
		if (!descriptors.has(endpoint)) {
			return undefined;
		}

		const next = begin('listen', listenerOf.get(endpoint) ?? '', context);
		const words = [closing(endpoint, context), `closed ${variables.of(endpoint)}`, next];
		return words.filter(word => word !== undefined).join('; ');
	},
	unlink: ({place}) => `rm -f "\${address_${place.name!}#unix:}"`,
	tell: (_action, {side}, {turns}) => `tell ${side}_${++turns.tell}`,
	wait: (_action, {side}, {turns}) => `wait_for ${side === 'server' ? 'client' : 'server'}_${++turns.wait}`,
};

/** An nc that waits for the next conversation of a socket, if there is one. */
function begin(helper: 'listen' | 'bind_udp', socket: string, context: LineContext): string | undefined {
	const {upcoming, bound, descriptors, open, variables} = context;
	const next = upcoming.get(socket)?.shift();
	const place = bound.get(socket);
	if (next === undefined || place === undefined) {
		return undefined;
	}

	open.add(next);
	return `${helper} ${variables.of(next)} ${descriptors.get(next)!} ${placeText(place)}`;
}

function sending(
	{bytes}: ProgramData,
	endpoint: string,
	isDatagram: boolean,
	{descriptors, open, ended, counts, cut, pairs, note}: LineContext,
): string | undefined {
	const descriptor = descriptors.get(endpoint);
	if (descriptor === undefined || !open.has(endpoint)) {
		return undefined;
	}

	if (bytes.length === 0) {
		note(`nc sends no empty datagrams: those of ${endpoint} are left out`);
		return undefined;
	}

	if (ended.has(endpoint)) {
		note(`nc -l ends with the client's FIN: what ${endpoint} sent after it is left out`);
		cut.set(pairs.get(endpoint) ?? '', counts.get(`${endpoint} sent`) ?? 0);
		return undefined;
	}

	add(counts, `${endpoint} sent`, bytes.length);

	const made = isUniform(bytes)
		? `repeat ${bytes.length} ${quoted(octal(bytes.subarray(0, 1)))}`
		: `printf ${quoted(octal(bytes))}`;
	return `${made} >&${descriptor}${isDatagram ? '; sleep 0.1' : ''}`;
}

function add(counts: Map<string, number>, key: string, count: number): number {
	const sum = (counts.get(key) ?? 0) + count;
	counts.set(key, sum);
	return sum;
}

function receiving(
	endpoint: string,
	count: number,
	{descriptors, variables, counts, cut}: LineContext,
): string | undefined {
	const sum = add(counts, `${endpoint} received`, count);
	return count > 0 && descriptors.has(endpoint) && sum <= (cut.get(endpoint) ?? Infinity)
		? `received ${variables.of(endpoint)} ${count}`
		: undefined;
}

function closing(endpoint: string, {descriptors, open}: LineContext): string | undefined {
	return open.delete(endpoint) ? `exec ${descriptors.get(endpoint)!}>&-` : undefined;
}

function placeText({name}: Place): string {
	return `"$address_${name!}"`;
}

/** In single quotes. */
export function quoted(text: string): string {
	return `'${text.replaceAll('\'', String.raw`'\''`)}'`;
}

const simple: Readonly<Record<number, string>> = {
	9: String.raw`\t`,
	10: String.raw`\n`,
	13: String.raw`\r`,
	37: '%%',
	92: String.raw`\\`,
};

/** As the format of printf takes it: a first hyphen would begin an option. */
function octal(bytes: Uint8Array): string {
	return Array.from(bytes, (byte, index) => {
		const isPlain = byte >= 0x20 && byte < 0x7F && !(index === 0 && byte === 0x2D);
		return simple[byte] ?? (isPlain ? String.fromCodePoint(byte) : `\\${byte.toString(8).padStart(3, '0')}`);
	}).join('');
}
