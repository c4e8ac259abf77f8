/** What crosses between the two threads: lines and viewports one way, replies and frames the other. */
import type {Problem} from '../core/problem.ts';
import type {ScreenWish} from '../core/wishes.ts';
import type {Frame, PaneName, ScrollMove, Viewport} from '../frames/frame.ts';

/** What a line came to. */
export type Reply = {
	/** The line was not understood: its place is marked, nothing was done. */
	readonly problem?: Problem;
	/** The network refused: an event told why. */
	readonly refused?: boolean;
	/** The line asks the screen for something. */
	readonly wish?: ScreenWish;
	/** Lines to show: `list`. */
	readonly text?: readonly string[];
};

export type ToLab =
	| {readonly type: 'execute'; readonly id: number; readonly line: string; readonly pane?: PaneName}
	| {readonly type: 'send'; readonly id: number; readonly text: string; readonly pane: PaneName}
	| {readonly type: 'viewport'; readonly viewport: Viewport}
	| {readonly type: 'scroll'; readonly move: ScrollMove}
	/** The last frame has been taken: another may be sent. */
	| {readonly type: 'taken'}
	| {readonly type: 'close'; readonly id: number};

export type FromLab =
	| {readonly type: 'reply'; readonly id: number; readonly reply: Reply}
	| {readonly type: 'frame'; readonly frame: Frame};

/** What the lab thread is begun with. */
export type LabSetup = {readonly keep_bytes?: number; readonly seed?: string};
