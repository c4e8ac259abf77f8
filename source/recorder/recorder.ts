/**
What a recorder is: batches of events go in, a file comes out. `in-process.ts` and `in-worker.ts` are the two there are.
*/
import type {FileHandle} from 'node:fs/promises';
import type {Selection} from '../formats/format.ts';
import type {Batch} from './batch.ts';

/** The file is open and empty; the ending of its path tells the format. */
export type RecordedFile = {readonly handle: FileHandle; readonly path: string; readonly only: Selection};

export type RecorderObserver = {
	/** The oldest batch under way is in the file, which has so many bytes now: the batch's memory may be used again. */
	readonly written: (written_bytes: number) => void;
	/** The system refused to write. The file ends with a whole block; no further batch is written. */
	readonly failed: (errno: string, written_bytes: number) => void;
	/** The recorder has ended by itself, as the message tells; the file as with `failed`. */
	readonly died: (message: string, written_bytes: number) => void;
	/** Something that the format cannot keep; may be said again. */
	readonly tell: (message: string) => void;
};

/** Takes the batches of one recording. */
export type RecordingSink = {
	/** The numbers and bytes of the batch must stay as they are until the observer's `written`. */
	write(batch: Batch): void;
	/** Ends the file when every batch is in it; resolves to its size in bytes. */
	end(): Promise<number>;
	/** The same, blocking: the process exits. */
	endNow(): void;
};

/** Begins a recording. */
export type Recorder = (file: RecordedFile, observer: RecorderObserver) => RecordingSink;
