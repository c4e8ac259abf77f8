/** Bytes as the DATA of a script: text where they are text, a literal that tells their size, or a file beside it. */
import {Buffer} from 'node:buffer';
import {patternBytes} from '../../core/data-bytes.ts';
import {quoteText} from '../../core/escape.ts';
import {limits} from '../../core/limits.ts';
import {isText} from '../../core/text.ts';

/** A file that a script reads; its name is free of what a line would have to quote. */
export type PlayFile = {readonly name: string; readonly bytes: Uint8Array};

/** What a script reads as a variable: `{s1.port}`. */
const variable = /\\[pux]\{[^\}]*\}|\\.|\{(?=(?:port:[\w\-]+|[a-z_][\w\-]*(?:\.[\w\-]+)*|[1-9]\d?)\})/gisv;

/** The variable that has the folder of the script. */
const folder = '{folder}';
/** Fewer bytes are no reason for a literal that tells their number. */
const min_made_bytes = 32;

export class PlayData {
	readonly files: PlayFile[] = [];
	readonly #stem: string;
	readonly #known = new Map<string, string>();
	#file_bytes = 0;

	/** `stem`: what the names of its files begin with. */
	constructor(stem: string) {
		this.#stem = stem;
	}

	/** DATA that gives these bytes; undefined when they are too many even for files. */
	of(bytes: Uint8Array): string | undefined {
		if (bytes.length < min_made_bytes) {
			return literal(bytes);
		}

		const parts: string[] = [];
		for (let at = 0; at < bytes.length;) {
			const rest = bytes.subarray(at);
			const {text, length} = madeOf(rest) ?? this.#plain(rest.subarray(0, plainLength(rest)));
			if (text === undefined) {
				return undefined;
			}

			parts.push(text);
			at += length;
		}

		return parts.join(' ');
	}

	#plain(bytes: Uint8Array): {readonly text: string | undefined; readonly length: number} {
		const text = bytes.length <= limits.play_literal_bytes ? literal(bytes) : this.#file(bytes);
		return {text, length: bytes.length};
	}

	#file(bytes: Uint8Array): string | undefined {
		const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
		const known = this.#known.get(key);
		if (known !== undefined || this.#file_bytes + bytes.length > limits.play_files_bytes) {
			return known;
		}

		this.#file_bytes += bytes.length;
		const name = `${this.#stem}.${this.files.length + 1}.bin`;
		this.files.push({name, bytes: Uint8Array.from(bytes)});
		const text = `file:${folder}/${name}`;
		this.#known.set(key, text);
		return text;
	}
}

/** DATA of a line, so that a script does not read a part of it as a variable. */
export function withoutVariables(text: string): string {
	return text.replaceAll(variable, found => found === '{' ? String.raw`\x7b` : found);
}

function literal(bytes: Uint8Array): string {
	if (isText(bytes)) {
		return withoutVariables(quoteText(bytes));
	}

	return bytes.length <= limits.play_hex_bytes
		? `hex:${Buffer.from(bytes).toString('hex').replaceAll(/(?<=^(?:..)+)(?=..)/gv, ' ')}`
		: `b64:${Buffer.from(bytes).toString('base64')}`;
}

/** What bytes begin with, where that is zeros or the beginning of a counting pattern, and worth a literal. */
function madeOf(bytes: Uint8Array): {readonly text: string; readonly length: number} | undefined {
	const zeros = commonLength(bytes, new Uint8Array(bytes.length));
	if (zeros >= min_made_bytes) {
		return {text: `zeros:${sizeText(zeros)}`, length: zeros};
	}

	const counted = commonLength(bytes, patternBytes(bytes.length));
	return counted >= min_made_bytes ? {text: `pattern:${sizeText(counted)}`, length: counted} : undefined;
}

/** How far bytes go until something begins that is made. */
function plainLength(bytes: Uint8Array): number {
	const begins = [new Uint8Array(min_made_bytes), patternBytes(min_made_bytes)]
		.map(wanted => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(wanted))
		.filter(at => at > 0);
	return Math.min(bytes.length, ...begins);
}

function commonLength(one: Uint8Array, other: Uint8Array): number {
	const first = one.findIndex((byte, index) => byte !== other[index]);
	return first === -1 ? one.length : first;
}

/** `3MiB`, where it is that exactly. */
function sizeText(length_bytes: number): string {
	const units = [['MiB', 1024 ** 2], ['KiB', 1024]] as const;
	const [unit, factor] = units.find(([, each]) => length_bytes % each === 0) ?? ['', 1];
	return `${length_bytes / factor}${unit}`;
}
