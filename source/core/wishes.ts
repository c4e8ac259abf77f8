import type {BlockFilter} from './block-filter.ts';
import type {ExportForm} from './export-bytes.ts';
import type {Pattern} from './pattern.ts';

/** What a line can ask of the raw-bytes pane about the bytes themselves: the lab's end of the screen answers it, for it has them. */
export type Look =
	| {readonly do: 'find'; readonly pattern: Pattern}
	| {readonly do: 'find-next'; readonly by: 1 | -1}
	| {readonly do: 'find-off'}
	/** Without one, all blocks are shown. `label` is as it was written. */
	| {readonly do: 'filter'; readonly filter?: BlockFilter; readonly label: string}
	/** Without `on`, the other way than it is. */
	| {readonly do: 'freeze'; readonly on?: boolean}
	/** Begins a marked range at the cursor, or ends it. */
	| {readonly do: 'mark'}
	/** Cursor and mark go; the picture stays. */
	| {readonly do: 'leave'}
	| {readonly do: 'copy'; readonly as?: ExportForm; readonly to?: string; readonly overwrite: boolean}
	| {readonly do: 'resend'; readonly name?: string; readonly edit: boolean};

/** What a line can ask of the screen: the lab grants none of these, and outside the screen only `quit` and `help` have a meaning. */
export type ScreenWish =
	| {readonly type: 'focus'; readonly pane: 'server' | 'client' | 'raw'}
	/** The whole screen for one pane (the focused one when none is named), and back again. */
	| {readonly type: 'zoom'; readonly pane?: 'server' | 'client' | 'raw'}
	/** How the raw-bytes pane shows bytes; only what is given changes. `only: ''` shows all endpoints again. */
	| {
		readonly type: 'view';
		readonly view?: 'hex' | 'text' | 'escaped' | 'binary' | 'c' | 'python' | 'decode';
		readonly width?: 8 | 16 | 32 | 'auto';
		readonly only?: string;
		readonly joined?: boolean;
		readonly time?: 'clock' | 'start' | 'delta';
	}
	| {readonly type: 'look'; readonly look: Look}
	/** Text for the terminal's clipboard. */
	| {readonly type: 'copy'; readonly text: string; readonly notice: string}
	/** A word on what was done. */
	| {readonly type: 'notice'; readonly notice: string}
	/** A line to be edited in the prompt of a pane. */
	| {readonly type: 'edit'; readonly pane: 'server' | 'client'; readonly text: string}
	| {readonly type: 'help'; readonly verb?: string}
	| {readonly type: 'quit'};
