/** What crosses between a lab and the thread that writes its recording. Memory is handed over once, and has a number from then on. */
import type {Batch} from '../formats/batch.ts';
import type {Selection} from '../formats/format.ts';
import type {RecordedFile} from '../formats/recorder.ts';

export type RecorderSetup = {
	readonly path: string;
	readonly only: Selection;
	/** How many of the messages have been worked through, for one who can't wait for an answer. */
	readonly progress: SharedArrayBuffer;
};

/** A batch with the numbers of its memory. */
export type PostedBatch = Omit<Batch, 'numbers' | 'blocks'> & {
	readonly numbers: number;
	readonly blocks: ReadonlyArray<{readonly number: number; readonly memory: number}>;
};

export type ToRecorder =
	| {readonly type: 'file'; readonly handle: RecordedFile['handle']}
	| {readonly type: 'memory'; readonly memory: SharedArrayBuffer}
	| {readonly type: 'forget'}
	| {readonly type: 'batch'; readonly batch: PostedBatch}
	| {readonly type: 'end'};

export type FromRecorder =
	| {readonly type: 'took'; readonly written_bytes: number}
	| {readonly type: 'failed'; readonly errno: string; readonly written_bytes: number}
	| {readonly type: 'tell'; readonly message: string}
	| {readonly type: 'ended'; readonly written_bytes: number};
