import {type DrawnColumns} from './drawn-columns.ts';
import {type Host} from './host.ts';
import {type Size} from './layout-type.ts';

/** What the terminal is asked as the screen opens. */
export type OpeningQuestion = {
	/** Nothing is painted before the answer, for `limits.answer_wait_ms` at most. */
	readonly isAwaited: boolean;
	/** The answer, before anything is painted by it. */
	readonly answered: (columns: DrawnColumns) => Promise<void>;
};

export type ScreenOptions = {
	readonly stdin?: NodeJS.ReadStream;
	readonly stdout?: NodeJS.WriteStream;
	readonly stderr?: NodeJS.WriteStream;
	/** Whose signals are listened to, and who exits. */
	readonly host?: Host;
	/** Whether the mouse is ours from the beginning. */
	readonly mouse?: boolean;
	/** `TERM`. */
	readonly terminalType?: string | undefined;
	/** Asks the terminal what it draws. One without modes is not asked. */
	readonly question?: OpeningQuestion | undefined;
	/**
	Milliseconds of silence after which a terminal behind a connection is taken for gone, 0 for never; left out for a
	terminal that is not behind one.
	*/
	readonly remoteTimeout_ms?: number | undefined;
	/**
	The terminal has another size: lay out anew. Called at most once in `limits.resize_ms`, last with the final size.
	*/
	readonly onResize?: (size: Size) => void;
	/** The program is about to be stopped (Ctrl+Z), or goes on. */
	readonly onSuspend?: () => void;
	readonly onResume?: () => void;
	/** What is to be finished before the program ends on a signal, a bug or a lost terminal. */
	readonly lastWork?: () => Promise<void> | void;
};
