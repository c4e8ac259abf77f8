/** Data that is too long for its line stands at the top of a program, under a name, once for each content. */
import {Buffer} from 'node:buffer';
import {isUniform} from './data-budget.ts';

/** The longest literal that stays in its line. */
const inline_columns = 48;

export class DataConstants {
	readonly #literal: (bytes: Uint8Array) => string;
	readonly #rows: (bytes: Uint8Array) => string;
	readonly #known = new Map<string, {readonly name: string; readonly bytes: Uint8Array}>();

	/** `literal`: bytes in one line; `rows`: in several. */
	constructor(literal: (bytes: Uint8Array) => string, rows: (bytes: Uint8Array) => string) {
		this.#literal = literal;
		this.#rows = rows;
	}

	/** How a line writes these bytes. */
	of(bytes: Uint8Array): string {
		const literal = isUniform(bytes) || bytes.length <= inline_columns ? this.#literal(bytes) : '';
		if (literal !== '' && (literal.length <= inline_columns || isUniform(bytes))) {
			return literal;
		}

		const key = Buffer.from(bytes).toString('latin1');
		const known = this.#known.get(key) ?? {name: `DATA_${this.#known.size + 1}`, bytes};
		this.#known.set(key, known);
		return known.name;
	}

	/** The constants, one after the other. */
	text(write: (name: string, rows: string) => string): string {
		return this.#known.values().map(({name, bytes}) => write(name, this.#rows(bytes))).toArray().join('');
	}
}
