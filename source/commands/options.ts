/** The `key=value` options that more than one verb takes. */
import {limits} from '../core/limits.ts';
import type {StreamOptions} from '../core/network.ts';
import type {ConnectionOptions} from '../lab/entries/options.ts';
import {duration, lineEnding, name, size, yesNo} from '../language/kinds.ts';

/** Options that can be changed while an endpoint lives. */
export const liveOptions = {
	recv: {
		kind: size({min: 1, max: 64 * 1024 * 1024}),
		summary: 'the most bytes one recv returns (default 65536)',
		onlyFor: 'stream',
	},
	nodelay: {kind: yesNo, summary: 'TCP_NODELAY: send small pieces at once', onlyFor: 'stream'},
	keepalive: {kind: yesNo, summary: 'SO_KEEPALIVE: probe a silent peer', onlyFor: 'stream'},
	halfopen: {kind: yesNo, summary: 'stay open for sending after the peer\'s FIN', onlyFor: 'stream'},
	idle: {kind: duration, summary: 'close after this long without a byte', onlyFor: 'stream'},
	eol: {kind: lineEnding, summary: 'what a typed line ends with: lf crlf cr none'},
} as const;

/** What `listen` and `connect` both take. */
export const streamOptions = {
	name: {kind: name, summary: 'what to call it'},
	...liveOptions,
} as const;

type Given = {
	readonly recv?: number;
	readonly nodelay?: boolean;
	readonly keepalive?: boolean;
	readonly halfopen?: boolean;
	readonly idle?: number;
	readonly eol?: string;
};

/** The options of the socket, of those that were given. */
export function streamOptionsOf({recv, nodelay, keepalive}: Given): StreamOptions {
	return {
		recv_bytes: recv ?? limits.recv_bytes,
		...(nodelay !== undefined && {nodelay}),
		...(keepalive !== undefined && {keepalive}),
	};
}

/** The options of the session, of those that were given; `defaults` are those of a listener or a client. */
export function connectionOptionsOf(
	{halfopen, idle, eol}: Given,
	defaults: Pick<ConnectionOptions, 'halfopen'>,
): ConnectionOptions {
	return {
		eol: eol ?? '\n',
		halfopen: halfopen ?? defaults.halfopen,
		...(idle !== undefined && {idle_ms: idle}),
	};
}
