import type {LinkSummary} from '../../link/link-text.ts';

/** What lists and titles show of an entry besides its name and bytes. Texts are not safe for a terminal yet. */
export type EntrySummary = {
	/** Its own address and that of the other end; empty while unknown, and where there is none. */
	readonly local: string;
	readonly remote: string;
	/** The word for it in lists: its state, or `peer`. */
	readonly listState: string;
	/** The words of the service that answers on it; empty without one. */
	readonly service: string;
	/** The person asked that recv not be called. */
	readonly held: boolean;
	/** Bytes that wait in the system while recv is held; undefined where it does not say. */
	readonly unread_bytes?: number | undefined;
	/** How long the answers to a client's sends take, smoothed. */
	readonly rtt_us?: number | undefined;
	/** Datagrams that the system dropped because the receive buffer was full. */
	readonly dropped: number;
	/** It is bound beyond loopback. */
	readonly exposed: boolean;
	/** The link in effect at it; of a listener, the one that its connections begin with. */
	readonly link: LinkSummary | undefined;
	/** What a list says of it besides, with empty texts among it: `echo`, `2 open`, `held`. */
	readonly listNotes: readonly string[];
	/** What a title says of it besides: `dual stack`, `link loss=10%`. */
	readonly titleNotes: readonly string[];
};

/** Of what many entries have nothing to show. */
export const plainSummary = {
	local: '',
	remote: '',
	service: '',
	held: false,
	dropped: 0,
	exposed: false,
	link: undefined,
	listNotes: [],
	titleNotes: [],
} as const;
