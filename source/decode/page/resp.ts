/** RESP: a value a line, those within it below it. */
import {Buffer} from 'node:buffer';
import {limits} from '../../core/limits.ts';
import {formatCount} from '../../core/quantities.ts';
import {max_depth, readHead} from '../resp.ts';
import {bodyLines} from './body.ts';

const names: Readonly<Record<string, string>> = {'*': 'array', '~': 'set', '>': 'push', '%': 'map'};

export function respPage(bytes: Uint8Array): readonly string[] {
	return new Tree(bytes).lines;
}

class Tree {
	readonly #bytes: Uint8Array;
	#at = 0;
	readonly lines: string[] = [];

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
		this.#value(0, '');
	}

	/** Reads one value and adds its lines; false when the bytes end in it. */
	#value(depth: number, label: string): boolean {
		const end = this.#bytes.indexOf(0x0A, this.#at) + 1;
		const line = end === 0 ? '' : Buffer.from(this.#bytes.subarray(this.#at, end)).toString('utf8');
		const head = readHead(line);
		const indent = '  '.repeat(depth) + label;
		if (head === undefined || depth > max_depth || this.lines.length > limits.page_lines) {
			this.lines.push(`${indent}…`);
			return false;
		}

		this.#at = end;
		if (head.bytes !== undefined) {
			return this.#bulk(indent, depth, head.bytes);
		}

		if (head.values === undefined) {
			this.lines.push(indent + simpleText(line.trimEnd()));
			return true;
		}

		return this.#aggregate(indent, depth, line[0]!, head.values);
	}

	#bulk(indent: string, depth: number, length: number): boolean {
		const bytes = this.#bytes.subarray(this.#at, this.#at + length);
		this.#at += length + 2;
		const lines = bytes.length === 0 ? [''] : bodyLines(bytes);
		if (lines.length === 1) {
			this.lines.push(`${indent}"${lines[0]}"`);
		} else {
			const below = lines.map(line => '  '.repeat(depth + 1) + line);
			this.lines.push(`${indent}${formatCount(length)} B`, ...below);
		}

		return bytes.length === length;
	}

	#aggregate(indent: string, depth: number, type: string, count: number): boolean {
		const entries = type === '%' ? count / 2 : count;
		this.lines.push(`${indent}${names[type] ?? 'values'} of ${formatCount(entries)}`);
		for (let index = 0; index < entries; index++) {
			const label = type === '%' ? this.#key(depth + 1) : `${index + 1}. `;
			if (label === undefined || !this.#value(depth + 1, label)) {
				return false;
			}
		}

		return true;
	}

	/** Reads the key of an entry: what stands in front of its value, where that is one line. */
	#key(depth: number): string | undefined {
		const before = this.lines.length;
		if (!this.#value(depth, '')) {
			return undefined;
		}

		return this.lines.length === before + 1 ? `${this.lines.pop()!.trim()}: ` : '';
	}
}

const words: Readonly<Record<string, string>> = {
	_: '(nil)',
	'$-1': '(nil)',
	'*-1': '(nil)',
	'#t': 'true',
	'#f': 'false',
};

function simpleText(line: string): string {
	const isShownWhole = line.startsWith('+') || line.startsWith('-');
	return words[line] ?? (isShownWhole ? line : line.slice(1));
}
