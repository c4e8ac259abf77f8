import {problem, type Problem} from '../core/problem.ts';
import {binFormat} from './bin.ts';
import type {Format, FormatSettings} from './format.ts';
import {hexFormat} from './hex.ts';
import {jsonlFormat} from './jsonl.ts';
import {pcapngFormat} from './pcapng/format.ts';
import {txtFormat} from './txt.ts';

export type FormatEntry = {
	/** What is in such a file, in a few words. */
	readonly summary: string;
	readonly make: (settings: FormatSettings) => Format;
	/** Whether it has bytes of one endpoint, or one direction, alone: never, where that is asked for, or always. */
	readonly selects: 'never' | 'may' | 'always';
	/** Whether it has the bytes of a recv whose send, in this process, it has as well. */
	readonly repeats: boolean;
};

/** Each format by the ending of its files. */
export const formats: Readonly<Record<string, FormatEntry>> = {
	pcapng: {summary: 'packets, for Wireshark', make: pcapngFormat, selects: 'never', repeats: false},
	hex: {summary: 'a hexdump, for text2pcap', make: hexFormat, selects: 'may', repeats: true},
	txt: {summary: 'the log, with the bytes below it', make: txtFormat, selects: 'never', repeats: false},
	jsonl: {summary: 'one JSON object per event', make: jsonlFormat, selects: 'never', repeats: true},
	bin: {summary: 'nothing but bytes; wants endpoint= and direction=', make: binFormat, selects: 'always', repeats: true},
};

/** The format that a file's ending asks for. */
export function formatOf(path: string): FormatEntry | Problem {
	return endingProblem(path, formats) ?? formats[endingOf(path)]!;
}

/** A problem when a file's ending is none of these. */
export function endingProblem(path: string, endings: Readonly<Record<string, unknown>>): Problem | undefined {
	if (Object.hasOwn(endings, endingOf(path))) {
		return undefined;
	}

	const all = Object.keys(endings).map(name => `.${name}`).join(' ');
	const hint = `${path.replace(/\.[^.\/]*$/v, '')}.pcapng, say`;
	return problem(`the ending gives the format: ${all}`, {start: 0, end: path.length}, hint);
}

function endingOf(path: string): string {
	return /\.(?<ending>[^.\/]+)$/v.exec(path)?.groups?.['ending']?.toLowerCase() ?? '';
}
