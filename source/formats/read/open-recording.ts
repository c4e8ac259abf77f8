import {problem, type Problem} from '../../core/problem.ts';
import {CaptureReader} from './capture-reader.ts';
import {HexReader} from './hex-reader.ts';
import {JsonlReader} from './jsonl-reader.ts';
import type {RecordingReader} from './steps.ts';

const readers: Readonly<Record<string, new () => RecordingReader>> = {
	pcapng: CaptureReader,
	pcap: CaptureReader,
	jsonl: JsonlReader,
	hex: HexReader,
};

/** The reader that a file's ending asks for. */
export function readerFor(path: string): RecordingReader | Problem {
	const ending = /\.(?<ending>[^.\/]+)$/v.exec(path)?.groups?.['ending']?.toLowerCase() ?? '';
	const Reader = Object.hasOwn(readers, ending) ? readers[ending] : undefined;
	return Reader === undefined
		? problem(`what can be opened ends with ${Object.keys(readers).map(name => `.${name}`).join(' ')}`)
		: new Reader();
}
