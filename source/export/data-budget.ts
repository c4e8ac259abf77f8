import {Buffer} from 'node:buffer';
import {limits} from '../core/limits.ts';
import {formatCount, formatSize} from '../core/quantities.ts';
import type {ProgramData} from './call.ts';

/** What is shorter is written as it is. */
const min_run_bytes = 16;

/** Which bytes a program has as they are. Of the others it has the number, and tells how many they were. */
export class DataBudget {
	readonly #seen = new Set<string>();
	#used_bytes = 0;
	#left_bytes = 0;
	#left_sends = 0;

	/** What is left out, in a sentence. */
	get notes(): string[] {
		const sends = `${formatCount(this.#left_sends)} ${this.#left_sends === 1 ? 'send has' : 'sends have'}`;
		const size = formatSize(this.#left_bytes);
		const reason = 'not kept, or too long for a program';
		return this.#left_sends === 0 ? [] : [`${sends} zeros instead of the bytes, ${size}: ${reason}`];
	}

	of(bytes: Uint8Array): ProgramData {
		if (isUniform(bytes)) {
			return {bytes: new Uint8Array(bytes), isLeftOut: false};
		}

		const key = bytes.length > limits.program_send_bytes ? '' : Buffer.from(bytes).toString('latin1');
		const cost = this.#seen.has(key) ? 0 : bytes.length;
		if (bytes.length > limits.program_send_bytes || this.#used_bytes + cost > limits.program_data_bytes) {
			return this.zeros(bytes.length);
		}

		this.#seen.add(key);
		this.#used_bytes += cost;
		return {bytes: new Uint8Array(bytes), isLeftOut: false};
	}

	/** As many bytes that are not told. */
	zeros(count: number): ProgramData {
		this.#left_sends++;
		this.#left_bytes += count;
		return {bytes: new Uint8Array(count), isLeftOut: true};
	}
}

/** Whether a program can write it as one byte and a number, however long it is. */
export function isUniform(bytes: Uint8Array): boolean {
	return bytes.length > min_run_bytes && bytes.every(byte => byte === bytes[0]);
}
