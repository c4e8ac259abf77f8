/**
What crosses the seam between the lab thread and the screen: a viewport one way, a frame the other. Small and plain
data.
*/
import type {Side} from '../core/events.ts';
import type {ThemeName} from '../core/theme-names.ts';
import type {EntryState} from '../lab/entries/entry.ts';
import type {EntrySummary} from '../lab/entries/summary.ts';
import type {PaneName} from './panes.ts';

/**
What the first column of a block's header tells: the time of day, the time since the session began, the time since the
block before.
*/
export type TimeView = 'clock' | 'start' | 'delta';

/** How colours may be used: none, the 16 of the terminal's palette, 256, or any. */
export type ColourDepth = 0 | 16 | 256 | 'true';

/** The size of a pane's content, inside border, connection list and prompt, in cells. Zero rows: not visible. */
export type PaneSize = {readonly columns: number; readonly rows: number};

export type Viewport = {
	readonly sizes: Readonly<Record<PaneName, PaneSize>>;
	/** The panes stand above each other: calls of all logs begin in the same column. */
	readonly isStacked?: true;
	/** The name of a view of views/table.ts. */
	readonly view: string;
	/** Bytes a row in the hex view; `auto` takes 8, 16 or 32 as the columns allow. */
	readonly width: 8 | 16 | 32 | 'auto';
	/** Show only this endpoint's bytes in the raw pane. */
	readonly only?: string;
	/** Blocks that follow each other in one direction are shown as the stream that they are. */
	readonly joined?: boolean;
	/** Which legs of relayed conversations are shown; without this the client's, as the same bytes cross both. */
	readonly legs?: 'client' | 'both';
	readonly time?: TimeView;
	/** Conversations to be listed, besides those that a frame has anyway. */
	readonly listing?: ListingRequest;
	readonly ascii: boolean;
	readonly colours: ColourDepth;
	/** Left out, `dark`. */
	readonly theme?: ThemeName;
};

export type RowMove = number | 'page-up' | 'page-down' | 'home' | 'end';
/** Moves of the cursor on the bytes: the raw pane's alone. The first of them brings it. */
export const cursorMoves = ['up', 'down', 'left', 'right', 'block-before', 'block-after'] as const;
export type CursorMove = (typeof cursorMoves)[number];

/** The wheel moves the rows and leaves the cursor. A place is a cell of the pane's content, from 0. */
export type PointerMove =
	| {readonly rows: number}
	| {readonly at: {readonly row: number; readonly column: number}; readonly isDrag: boolean};

export type ScrollMove = {readonly pane: PaneName; readonly by: RowMove | CursorMove | PointerMove};

/** One endpoint as the screen tells about it. Strings are already visible text: safe to paint. */
export type EndpointSummary = {
	readonly name: string;
	readonly side: Side;
	/** It accepts conversations and is none itself. */
	readonly isListener: boolean;
	readonly transport: 'tcp' | 'udp' | 'unix';
	/** Where it listens, or its own end. */
	readonly local: string;
	readonly remote: string;
	readonly state: EntryState;
	readonly service: string;
	readonly in_bytes: number;
	readonly out_bytes: number;
	readonly in_bytes_per_second: number;
	readonly out_bytes_per_second: number;
	/** Bytes a second both ways in the last seconds, the newest last. */
	readonly rates: readonly number[];
	readonly queued_bytes: number;
	readonly held: boolean;
	/** Bytes that wait in the system while recv is held. */
	readonly unread_bytes?: number;
	/** How long the answers to a client's sends take, smoothed. */
	readonly rtt_us?: number;
	/** UDP: datagrams that the system dropped because the receive buffer was full. */
	readonly dropped: number;
	/** Listeners: accepted and still open. */
	readonly open: number;
	/** Listens beyond loopback. */
	readonly exposed: boolean;
	/** The link in effect at it. */
	readonly link?: NonNullable<EntrySummary['link']>;
	/** Bytes that it has sent since it was last chosen or answered; absent where there are none, or a service answers. */
	readonly unseen_bytes?: number;
	/** Of its side it spoke last. */
	readonly spokeLast?: true;
	/** `dual stack`, `v6 only` or nothing. */
	readonly note: string;
};

/** Something that lasts until it is ended. Both texts are visible text: safe to paint. */
export type Activity = {
	/** `e1 every 1 s (12)`. */
	readonly text: string;
	/** The same where there is less room, and less: `e1`. */
	readonly shorter?: readonly string[];
	/** The line that ends it, `stop e1`; empty where no single line does. */
	readonly ends: string;
	/** Esc runs that line, too. */
	readonly endsOnEscape?: true;
	readonly tone: 'plain' | 'accent' | 'warn' | 'error';
};

/** Conversations that are asked for: those with all words of `query` in their name, addresses or state. */
export type ListingRequest = {readonly side: Side; readonly query: string};

export type Listing = ListingRequest & {
	/** The first `limits.listed_endpoints` that match, in the order they were made. */
	readonly endpoints: readonly EndpointSummary[];
	/** How many match, of the first `limits.searched_endpoints`. */
	readonly matched: number;
};

export type Unlisted = {readonly open: number; readonly waiting: number};

export type PaneFrame = {
	/** Exactly as many as fit, or fewer; coloured, escaped, clipped to the pane's columns. */
	readonly rows: readonly string[];
	/** Stays at the newest. */
	readonly following: boolean;
	/** Lines or blocks that came below what is shown. */
	readonly below: number;
	/** Events (blocks, in the raw pane) that were evicted. */
	readonly notKept: number;
	/**
	What the title tells besides: a search and how far it is, blocks that a filter hides, a picture that stands still.
	*/
	readonly notes?: readonly string[];
	/** Rows that a log could show, were there room, up to `limits.counted_rows`; absent where nobody counts them. */
	readonly log_rows?: number;
	/** The raw pane has a cursor. */
	readonly hasCursor?: true;
};

/** A line of a script, its variables filled in, and where it stands: `7`, or `common.play:7` in an included file. */
export type ScriptLine = {readonly place: string; readonly text: string};

/** A script that is run step by step in a session of its own. Its texts are visible text. */
export type ScriptFrame = {
	readonly file: string;
	/** `waiting` for the person before `current`, or `running` it; the others are how it ended. */
	readonly state: 'waiting' | 'running' | 'passed' | 'failed' | 'wrong' | 'stopped';
	/** It does not wait before the next lines. */
	readonly runsAll: boolean;
	/** The line that has run. */
	readonly before?: ScriptLine;
	/** Lines in the background that have not finished. */
	readonly background: readonly ScriptLine[];
	/** The line that is about to run, or runs. */
	readonly current?: ScriptLine;
	/** The line below it in the file. */
	readonly after?: ScriptLine;
	/** What the line before came to, or why the script has ended. */
	readonly told: readonly string[];
};

export type Frame = {
	readonly panes: Readonly<Record<PaneName, PaneFrame>>;
	/** In the order they were made; of many, those that the screen shows. */
	readonly endpoints: readonly EndpointSummary[];
	/** Open conversations that `endpoints` leaves out, and those of them that wait; absent when it has all. */
	readonly unlisted?: Readonly<Record<Side, Unlisted>>;
	/** The conversations that the viewport asked for. */
	readonly listing?: Listing;
	/** What is active, the most important first. */
	readonly active: readonly Activity[];
	/** A recording is looked at instead of the live session: the name of its file. */
	readonly recording?: string;
	/** A file is being read: `open talk.pcapng 40 %`. */
	readonly opening?: string;
	/** A script is run: the frame is of its session. */
	readonly script?: ScriptFrame;
	/** The endpoint that a line typed in this pane acts on. */
	readonly current: Readonly<Partial<Record<Side, string>>>;
	readonly kept_bytes: number;
	/** Memory of the process; absent when the system does not say. */
	readonly rss_bytes?: number;
};
