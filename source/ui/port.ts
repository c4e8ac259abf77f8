/** What the screen needs of the lab, whatever stands behind it: a thread, or a fake in a test. */
import type {Outcome} from '../commands/outcome.ts';
import type {Frame, ScrollMove, Viewport} from '../frames/frame.ts';
import type {PaneName} from '../frames/panes.ts';

export type LabPort = {
	/** Runs one line, written without a slash, for a pane; without one it acts on the endpoint last made. */
	execute(line: string, pane?: PaneName): Promise<Outcome>;
	/** Sends text to the pane's current connection, with that connection's line ending. */
	send(text: string, pane: PaneName): Promise<Outcome>;
	viewport(viewport: Viewport): void;
	/** A negative number of rows is towards older ones. */
	scroll(move: ScrollMove): void;
	/** Returns how to stop listening. */
	onFrame(listener: (frame: Frame) => void): () => void;
};
