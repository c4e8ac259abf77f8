/** JSON: from a bracket to the one that closes it, and the rest of the line where nothing else stands in it. */
import {limits} from '../../core/limits.ts';
import type {Framer} from './framing.ts';

const [quote, backslash, newline] = [0x22, 0x5C, 0x0A];
const blank = new Set([0x20, 0x09, 0x0D, newline]);
const opens = new Set([0x7B, 0x5B]);
const closes = new Set([0x7D, 0x5D]);
/** What may stand behind the first bracket. */
const inObject = /^["\}]$/v;
const inArray = /^[\d"\-\[\]fnt\{]$/v;

export const jsonFramer: Framer = {
	protocol: 'JSON',
	* frame({rest}) {
		// What has no bracket is not waited for.
		if (rest.every(byte => blank.has(byte))) {
			return false;
		}

		const scanner = new ValueScanner();
		yield {scan: bytes => scanner.scan(bytes)};
		return scanner.isValue;
	},
};

/** Follows brackets and strings; what else stands between them is not looked at. */
class ValueScanner {
	#depth = 0;
	#first: number | undefined;
	#isSecondSeen = false;
	#isInString = false;
	#isEscaped = false;
	#count = 0;
	isValue = true;

	scan(bytes: Uint8Array): number | 'more' {
		for (const [index, byte] of bytes.entries()) {
			if (!this.#take(byte)) {
				this.isValue = false;
				return 0;
			}

			if (this.#depth === 0 && this.#first !== undefined) {
				return index + 1 + blankLength(bytes.subarray(index + 1));
			}
		}

		this.#count += bytes.length;
		this.isValue = this.#count <= limits.decode_json_bytes;
		return this.isValue ? 'more' : 0;
	}

	/** False when this is no JSON. */
	#take(byte: number): boolean {
		if (this.#isInString) {
			this.#isInString = this.#isEscaped || byte !== quote;
			this.#isEscaped = !this.#isEscaped && byte === backslash;
			return true;
		}

		if (blank.has(byte)) {
			return true;
		}

		if (this.#first === undefined) {
			this.#first = byte;
			this.#depth = 1;
			return opens.has(byte);
		}

		if (!this.#isSecondSeen) {
			this.#isSecondSeen = true;
			if (!(this.#first === 0x7B ? inObject : inArray).test(String.fromCodePoint(byte))) {
				return false;
			}
		}

		this.#isInString = byte === quote;
		this.#depth += Number(opens.has(byte)) - Number(closes.has(byte));
		return true;
	}
}

/** The rest of the line, if it is blank: up to its end or that of the bytes. */
function blankLength(bytes: Uint8Array): number {
	const end = bytes.findIndex(byte => !blank.has(byte) || byte === newline);
	if (end === -1) {
		return bytes.length;
	}

	return bytes[end] === newline ? end + 1 : 0;
}
