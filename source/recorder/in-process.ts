import {fileOutput} from './output.ts';
import type {Recorder} from './recorder.ts';
import {recordingWriterFor} from './recording-writer.ts';

/** Writes the file in this thread. */
export const recordInProcess: Recorder = ({handle, path, only}, observer) => (
	recordingWriterFor({path, only, output: fileOutput(handle)}, observer)
);
