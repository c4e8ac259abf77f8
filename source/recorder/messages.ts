/**
What crosses between a lab and the thread that writes its recording. The memory that a batch names is shared, not
copied.
*/
import type {Selection} from '../formats/format.ts';
import type {Batch} from './batch.ts';

export type RecorderSetup = {
	/** The file, which the lab opened and closes: descriptors are the process's, not a thread's. */
	readonly fd: number;
	readonly path: string;
	readonly only: Selection;
	/** How many of the messages have been worked through, for one who can't wait for an answer. */
	readonly progress: SharedArrayBuffer;
};

export type ToRecorder =
	| {readonly type: 'batch'; readonly batch: Batch}
	| {readonly type: 'end'};

export type FromRecorder =
	| {readonly type: 'written'; readonly written_bytes: number}
	| {readonly type: 'failed'; readonly errno: string; readonly written_bytes: number}
	| {readonly type: 'tell'; readonly message: string}
	| {readonly type: 'ended'; readonly written_bytes: number};
