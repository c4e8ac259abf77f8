import {Buffer} from 'node:buffer';
import {asBuffer} from '../../core/bytes.ts';
import {limits} from '../../core/limits.ts';
import {formatCount} from '../../core/quantities.ts';
import {quoteBytes} from '../../core/quote.ts';

const preview_columns = 60;

/** The beginning of what came while it was waited for, to be shown when it is not what was expected. */
export class ReceivedBytes {
	#pieces: Uint8Array[] = [];
	#kept_bytes = 0;
	length = 0;

	add(bytes: Uint8Array): void {
		const room = limits.expect_search_bytes - this.#kept_bytes;
		if (room > 0 && bytes.length > 0) {
			this.#pieces.push(Buffer.from(bytes.subarray(0, room)));
			this.#kept_bytes += Math.min(room, bytes.length);
		}

		this.length += bytes.length;
	}

	/** Whether all of it is kept. */
	get isWhole(): boolean {
		return this.#kept_bytes === this.length;
	}

	/** What is kept of it. */
	get bytes() {
		if (this.#pieces.length > 1) {
			this.#pieces = [Buffer.concat(this.#pieces)];
		}

		return asBuffer(this.#pieces[0] ?? new Uint8Array(0));
	}

	/** Why nothing more came, and after what: `c1 is closed after "hel"`. */
	endText(why: string): string {
		return this.length === 0 ? `${why} and nothing came` : `${why} after ${this.text}`;
	}

	/** `nothing`, or its beginning in quotes and how much it is. */
	get text(): string {
		const size = this.length > preview_columns ? ` (${formatCount(this.length)} B)` : '';
		return this.length === 0 ? 'nothing' : `${quoteBytes(this.bytes, preview_columns, {more: !this.isWhole})}${size}`;
	}
}
