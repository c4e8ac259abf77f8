/** Who makes a file of what a lab tells: in the same thread, or in one of its own. */
import type {FileHandle} from 'node:fs/promises';
import {isProblem} from '../core/problem.ts';
import type {Batch} from './batch.ts';
import {fileOutput, type Output} from './output.ts';
import {Scribe} from './scribe.ts';
import type {Selection} from './format.ts';
import {formatOf} from './table.ts';

/** The file is open and empty; the ending of its path tells the format. */
export type RecordedFile = {readonly handle: FileHandle; readonly path: string; readonly only: Selection};

export type RecorderObserver = {
	/** The oldest batch on its way is in the file, which has so many bytes now: nothing of it is needed any more. */
	readonly took: (written_bytes: number) => void;
	/** The system refused to write. The file ends with a whole block; nothing more is taken. */
	readonly failed: (errno: string, written_bytes: number) => void;
	/** Something that the format cannot keep; may be said again. */
	readonly tell: (message: string) => void;
};

/** The way to one file. */
export type RecordingLine = {
	/** The numbers and bytes of the batch stay as they are until it was `took`. */
	take(batch: Batch): void;
	/** Ends the file when everything taken is in it; answers its size. */
	end(): Promise<number>;
	/** The same at once, waiting: the process ends. */
	endNow(): void;
};

export type Recorder = (file: RecordedFile, observer: RecorderObserver) => RecordingLine;

/** Makes the file in this thread. */
export const recordHere: Recorder = ({handle, path, only}, observer) => scribeFor(path, only, fileOutput(handle), observer);

/** Writes what the ending of the path asks for. */
export function scribeFor(path: string, only: Selection, output: Output, observer: RecorderObserver): Scribe {
	const format = formatOf(path);
	if (isProblem(format)) {
		throw new TypeError(format.message);
	}

	return new Scribe({format, only, output}, observer);
}
