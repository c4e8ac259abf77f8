import process from 'node:process';
import type {Recordings} from '../lab/recordings.ts';
import type {RecordingFile} from './recording-file.ts';

/** Records everything from now on to a file that was made for it. */
export function beginRecording(
	recordings: Recordings,
	path: string,
	{format: {repeats}, handle, only}: Pick<RecordingFile, 'format' | 'handle' | 'only'>,
): void {
	const recording = recordings.begin({handle, path, only, repeats}, () => {
		process.off('exit', finish);
	});
	const finish = () => {
		recording.endNow();
	};

	// A crash ends in an exit, too: what has happened is written.
	process.on('exit', finish);
}
