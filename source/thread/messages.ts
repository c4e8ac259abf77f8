/** What crosses between the two threads: lines and viewports one way, replies and frames the other. */
import type {Outcome} from '../commands/outcome.ts';
import type {Frame, ScrollMove, Viewport} from '../frames/frame.ts';
import type {PaneName} from '../frames/panes.ts';

export type ToLab =
	| {readonly type: 'execute'; readonly id: number; readonly line: string; readonly pane?: PaneName}
	| {readonly type: 'send'; readonly id: number; readonly text: string; readonly pane: PaneName}
	| {readonly type: 'viewport'; readonly viewport: Viewport}
	| {readonly type: 'scroll'; readonly move: ScrollMove}
	/** The last frame has been taken: another may be sent. */
	| {readonly type: 'taken'}
	| {readonly type: 'close'; readonly id: number};

export type FromLab =
	| {readonly type: 'reply'; readonly id: number; readonly outcome: Outcome}
	| {readonly type: 'frame'; readonly frame: Frame};

/** What the lab thread is begun with. */
export type LabSetup = {readonly keep_bytes?: number; readonly seed?: string};
