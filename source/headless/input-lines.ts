import type {Readable} from 'node:stream';
import {limits} from '../core/limits.ts';

/** A line of input. Of a line that is too long only the length is kept; `more` when it was not counted to its end. */
export type InputLine = {readonly text: string} | {readonly characters: number; readonly more: boolean};

/**
Reads an input, UTF-8, line by line. Throws what reading throws.

At most one line of `limits.line_characters` is kept in memory. A longer line is reported at its end, or at
`limits.measured_line_characters`; the rest of it is skipped.

@yields The lines, without LF or CR LF, as they arrive.
*/
export async function * inputLines(input: Readable): AsyncGenerator<InputLine> {
	const decoder = new TextDecoder();
	const begun = new PartialLine();
	for await (const chunk of input as AsyncIterable<Uint8Array>) {
		const pieces = decoder.decode(chunk, {stream: true}).split('\n');
		const last = pieces.pop()!;
		for (const piece of pieces) {
			begun.add(piece);
			yield * begun.end();
		}

		begun.add(last);
		yield * begun.overlong();
	}

	begun.add(decoder.decode());
	if (begun.characters > 0) {
		yield * begun.end();
	}
}

class PartialLine {
	#text = '';
	#isReported = false;
	characters = 0;

	add(piece: string): void {
		this.characters += piece.length;
		this.#text = this.#isTooLong ? '' : this.#text + piece;
	}

	* end(): Generator<InputLine> {
		const [text, characters, isTooLong, isReported] = [this.#text, this.characters, this.#isTooLong, this.#isReported];
		this.#text = '';
		this.characters = 0;
		this.#isReported = false;
		if (!isReported) {
			yield isTooLong ? {characters, more: false} : {text: text.replace(/\r$/v, '')};
		}
	}

	* overlong(): Generator<InputLine> {
		if (this.characters > limits.measured_line_characters && !this.#isReported) {
			this.#isReported = true;
			yield {characters: this.characters, more: true};
		}
	}

	get #isTooLong(): boolean {
		// One more for the carriage return of a line end.
		return this.characters > limits.line_characters + 1;
	}
}
