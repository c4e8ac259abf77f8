import type {Readable} from 'node:stream';
import {limits} from '../../core/limits.ts';
import {formatCount} from '../../core/quantities.ts';

/** What a process prints on a stream: at most the first `limits.script_output_bytes`; further ones are counted. */
export class KeptOutput {
	readonly #decoder = new TextDecoder();
	#text = '';
	#left_bytes: number = limits.script_output_bytes;
	#leftOut_bytes = 0;

	constructor(stream: Readable) {
		stream.on('data', (bytes: Uint8Array) => {
			this.#text += this.#decoder.decode(bytes.subarray(0, this.#left_bytes), {stream: true});
			this.#leftOut_bytes += Math.max(0, bytes.length - this.#left_bytes);
			this.#left_bytes -= Math.min(bytes.length, this.#left_bytes);
		});
	}

	/** Without their line ends. */
	get lines(): readonly string[] {
		const lines = this.#text.replace(/\n$/v, '').split('\n');
		const more = this.#leftOut_bytes === 0 ? [] : [`… and ${formatCount(this.#leftOut_bytes)} more bytes`];
		return this.#text === '' ? more : [...lines, ...more];
	}
}
