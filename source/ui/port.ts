/** What the screen needs of the lab, whatever stands behind it: a thread, or a fake in a test. */
import type {Problem} from '../core/problem.ts';
import type {ScreenWish} from '../core/wishes.ts';
import type {Frame, PaneName, ScrollMove, Viewport} from '../frames/frame.ts';

/** What a line came to. A `problem` means that nothing was done; its places count from the beginning of the line handed in. */
export type Reply = {
	readonly problem?: Problem;
	/** The network refused: an event told why. */
	readonly refused?: boolean;
	readonly wish?: ScreenWish;
	/** Lines to show, as they came: not yet made visible. */
	readonly text?: readonly string[];
};

export type LabPort = {
	/** Runs one line, written without a slash, for a pane; without one it acts on the endpoint last made. */
	execute(line: string, pane?: PaneName): Promise<Reply>;
	/** Sends text to the pane's current connection, with that connection's line ending. */
	send(text: string, pane: PaneName): Promise<Reply>;
	viewport(viewport: Viewport): void;
	/** A negative number of rows is towards older ones. */
	scroll(move: ScrollMove): void;
	/** Returns how to stop listening. */
	onFrame(listener: (frame: Frame) => void): () => void;
};
