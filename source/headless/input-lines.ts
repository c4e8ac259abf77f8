import type {Readable} from 'node:stream';
import {limits} from '../core/limits.ts';

/** A line of input. Of one longer than the language reads only the length is kept; `more` when it was not read to its end either. */
export type InputLine = {readonly text: string} | {readonly characters: number; readonly more: boolean};

/**
Reads an input, UTF-8, line by line. Throws what reading throws.

Whatever comes, no more than one line that the language reads is kept. A longer one is answered at its end, or once it has `limits.measured_line_characters`; the rest of it is passed over.

@yields The lines, without LF or CR LF, as they come.
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
	#isTold = false;
	characters = 0;

	add(piece: string): void {
		this.characters += piece.length;
		this.#text = this.#isTooLong ? '' : this.#text + piece;
	}

	* end(): Generator<InputLine> {
		const [text, characters, isTooLong, isTold] = [this.#text, this.characters, this.#isTooLong, this.#isTold];
		this.#text = '';
		this.characters = 0;
		this.#isTold = false;
		if (!isTold) {
			yield isTooLong ? {characters, more: false} : {text: text.replace(/\r$/v, '')};
		}
	}

	* overlong(): Generator<InputLine> {
		if (this.characters > limits.measured_line_characters && !this.#isTold) {
			this.#isTold = true;
			yield {characters: this.characters, more: true};
		}
	}

	get #isTooLong(): boolean {
		// One more for the carriage return of a line end.
		return this.characters > limits.line_characters + 1;
	}
}
