import type {Address} from '../../core/address.ts';
import type {StreamOptions} from '../../core/network.ts';

/** Options of a stream that the session keeps, beside those of its socket; on a listener, for what it accepts. */
export type ConnectionOptions = {
	/** What is added to a line typed as data. */
	readonly eol: string;
	/** Stay open for sending after the peer's FIN. */
	readonly halfopen: boolean;
	/** Close after this long without a byte in either direction. */
	readonly idle_ms?: number;
};

/** What can be changed while an endpoint lives; no kind of endpoint has all of them. */
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

const lineEndingNames: Readonly<Record<string, string>> = {'\n': 'LF', '\r\n': 'CRLF', '\r': 'CR', '': 'none'};

/** `LF`, `CRLF`, `CR` or `none`. */
export function lineEndingName(eol: string): string {
	return lineEndingNames[eol] ?? '';
}

/** Those that streams of a transport have. */
export function streamOptionNames(transport: Address['transport']): readonly string[] {
	const all = ['eol', 'recv', 'halfopen', 'idle'];
	return transport === 'unix' ? all : [...all, 'nodelay', 'keepalive'];
}

/** Those that UDP sockets have. */
export const udpOptionNames = ['eol', 'ttl', 'broadcast'] as const;

/** The changes of what the session keeps. */
export function connectionChanges({eol, halfopen, idle}: LiveOptions): Partial<ConnectionOptions> {
	return {
		...(eol !== undefined && {eol}),
		...(halfopen !== undefined && {halfopen}),
		...(idle !== undefined && {idle_ms: idle}),
	};
}

/** The changes of the socket. */
export function streamChanges({recv, nodelay, keepalive}: LiveOptions): Partial<StreamOptions> {
	return {
		...(recv !== undefined && {recv_bytes: recv}),
		...(nodelay !== undefined && {nodelay}),
		...(keepalive !== undefined && {keepalive}),
	};
}
