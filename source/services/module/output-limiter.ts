import {Buffer} from 'node:buffer';
import {limits} from '../../core/limits.ts';
import {formatCount} from '../../core/quantities.ts';
import {truncateLine} from './truncate-line.ts';

/**
Limits what a module prints and notes to `limits.module_lines` lines in `limits.module_ping_ms`; the bytes of further
lines are counted.
*/
export class OutputLimiter {
	#left_lines: number = limits.module_lines;
	#leftOut_bytes = 0;

	/** Reports a line, or counts it when there are too many. */
	tell(text: string, tell: (text: string) => void): void {
		if (this.#left_lines === 0) {
			this.#leftOut_bytes += Buffer.byteLength(text);
			return;
		}

		this.#left_lines--;
		tell(truncateLine(text));
	}

	/** Begins a new period. Returns a message when lines of the last one were left out. */
	next(): string | undefined {
		const bytes = this.#leftOut_bytes;
		this.#left_lines = limits.module_lines;
		this.#leftOut_bytes = 0;
		return bytes === 0
			? undefined
			: `${formatCount(bytes)} bytes of the module's output are left out: at most ${limits.module_lines} lines in ${limits.module_ping_ms} ms are shown`;
	}
}

/** Splits the bytes of a stream into lines. `flush` reports an unfinished line. */
export class LineSplitter {
	readonly #decoder = new TextDecoder();
	readonly #tell: (line: string) => void;
	#begun = '';

	constructor(tell: (line: string) => void) {
		this.#tell = tell;
	}

	take(bytes: Uint8Array): void {
		const lines = (this.#begun + this.#decoder.decode(bytes, {stream: true})).split(/\r?\n/v);
		this.#begun = lines.pop()!;
		for (const line of lines) {
			this.#tell(line);
		}

		if (this.#begun.length > limits.module_line_characters) {
			this.flush();
		}
	}

	flush(): void {
		if (this.#begun !== '') {
			this.#tell(this.#begun);
			this.#begun = '';
		}
	}
}
