import {Buffer} from 'node:buffer';

/** The longest value that is quoted in a mistake. */
const quoted_characters = 40;

/**
The fields of one object that somebody else wrote, each read as what it should be. A field that is not there is
undefined; so is one that is wrong, and the first of those is remembered.
*/
export class Fields {
	readonly #fields: Readonly<Record<string, unknown>>;
	/** `bytes: expected a whole number from 0, found -5`. */
	mistake: string | undefined;

	constructor(fields: Readonly<Record<string, unknown>>) {
		this.#fields = fields;
	}

	/** Remembers that a field is not what it should be. */
	refuse(key: string, expected: string): void {
		const isMissing = !Object.hasOwn(this.#fields, key);
		this.mistake ??= isMissing
			? `${key}: missing, expected ${expected}`
			: `${key}: expected ${expected}, found ${quoted(this.#fields[key])}`;
	}

	#read<Value>(key: string, read: (value: unknown) => Value | undefined, expected: string): Value | undefined {
		const value = Object.hasOwn(this.#fields, key) ? this.#fields[key] : undefined;
		const found = value === undefined ? undefined : read(value);
		if (found === undefined && value !== undefined) {
			this.refuse(key, expected);
		}

		return found;
	}

	/** A text that `fits`. */
	text(key: string, expected = 'a text', fits: (text: string) => boolean = () => true): string | undefined {
		return this.#read(key, value => typeof value === 'string' && fits(value) ? value : undefined, expected);
	}

	/** A whole number that can be counted with, `least` or more. */
	whole(key: string, least = 0): number | undefined {
		const fits = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= least;
		return this.#read(key, value => fits(value) ? value : undefined, `a whole number from ${least}`);
	}

	/** A text, or a whole number from -1. */
	textOrWhole(key: string): string | number | undefined {
		return typeof this.#fields[key] === 'string' ? this.text(key) : this.whole(key, -1);
	}

	isTrue(key: string): boolean {
		return this.#read(key, value => value === true ? true : undefined, 'true') ?? false;
	}

	/** Bytes in base64 (RFC 4648 section 4). */
	base64(key: string): Uint8Array | undefined {
		const written = this.text(key, 'base64', text => text.length % 4 === 0 && !/[^\d+\/=A-Za-z]|=[^=]|={3}/v.test(text));
		return written === undefined ? undefined : Buffer.from(written, 'base64');
	}
}

function quoted(value: unknown): string {
	if (typeof value === 'object' && value !== null) {
		return Array.isArray(value) ? 'a list' : 'an object';
	}

	const written = typeof value === 'string' ? JSON.stringify(value.slice(0, quoted_characters + 1)) : String(value);
	return written.length > quoted_characters ? `${written.slice(0, quoted_characters)}…` : written;
}
