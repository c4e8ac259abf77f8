/**
Catches what others write to the terminal while the screen is open (console, warnings of Node and React), so that it can
be shown afterwards.
*/
import {Buffer} from 'node:buffer';
import {limits} from '../core/limits.ts';

type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;

export class CapturedOutput {
	readonly #streams: readonly Stream[];
	#kept = '';
	#dropped = 0;
	#releases: Array<() => void> = [];
	readonly #keep = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
		const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
		const room = limits.foreign_output_characters - this.#kept.length;
		this.#kept += text.slice(0, room);
		this.#dropped += Math.max(0, text.length - room);
		const written = rest.find(argument => typeof argument === 'function');
		if (written !== undefined) {
			queueMicrotask(written as () => void);
		}

		return true;
	};

	/** Streams that are not terminals are left alone. */
	constructor(streams: readonly Stream[]) {
		this.#streams = streams.filter(stream => stream.isTTY);
	}

	capture(): void {
		this.#releases = this.#streams.map(stream => {
			const {write} = stream;
			stream.write = this.#keep;
			return () => {
				stream.write = write;
			};
		});
	}

	/**
	Lets the streams write again. Returns what was captured since `capture`, the earliest
	`limits.foreign_output_characters` of it, and says how much more there was.
	*/
	release(): string {
		for (const release of this.#releases) {
			release();
		}

		const text = this.#dropped === 0 ? this.#kept : `${this.#kept}\n(${this.#dropped} more characters not kept)\n`;
		this.#releases = [];
		this.#kept = '';
		this.#dropped = 0;
		return text;
	}
}
