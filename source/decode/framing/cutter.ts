import {concatBytes} from '../../core/bytes.ts';
import type {Framer, Framing, Need} from './framing.ts';
import {framers} from './table.ts';

/** What is looked at to tell what a message could be. */
const rest_bytes = 4096;
/** What is read at once while the end of a line, or of a value, is looked for. */
const window_bytes = 16_384;
/** What one look takes in. */
const quick_bytes = 512;
/** A protocol that was wrong only after so many bytes is not tried again in the same stream. */
const costly_bytes = 4096;

/** The bytes of a stream, by their offsets. */
export type StreamBytes = {
	/** Those from an offset on, `length` at most, of one block; none behind the last, nothing when they are not kept. */
	readonly read: (at: number, length: number) => Uint8Array | undefined;
	/** The offset behind the block that has the byte at an offset. */
	readonly blockEnd: (at: number) => number;
	/** The offset behind the last byte. */
	readonly end: number;
};

/**
Finds where the messages of one direction of a stream begin, whatever the recvs were. Bytes come as they do: it waits
within a message, and goes on where it was.
*/
export class Cutter {
	/** Where the message begins that is being read, and how far it is read. */
	#start: number;
	#at: number;
	#known: Framer | undefined;
	/** Behind the block in which the last message began. */
	#block_end = 0;
	/** What the message could be; the first is being tried. */
	#candidates: readonly Framer[] = [];
	readonly #refused = new Set<Framer>();
	/** Absent between two messages. */
	#framing: Framing | undefined;
	#need: Need = {take: 0};
	/** What has come of what is needed, and how much. */
	#held: Uint8Array[] = [];
	#held_bytes = 0;

	constructor(start: number) {
		this.#start = start;
		this.#at = start;
	}

	/** The protocol of the message that is being read, or was read last. */
	get protocol(): string | undefined {
		return (this.#framing === undefined ? this.#known : this.#candidates[0])?.protocol;
	}

	/** The other end spoke: a message that does not wait for more has ended. */
	answered(): void {
		if (this.#framing !== undefined && this.#candidates[0]!.endsAtAnswer === true) {
			this.#end();
		}
	}

	/** Reads on; `began` hears where each message begins. False when `isDue` stopped it before the last byte. */
	work(bytes: StreamBytes, isDue: () => boolean, began: (at: number) => void): boolean {
		while (this.#at < bytes.end) {
			if (isDue()) {
				return false;
			}

			if (this.#framing !== undefined) {
				this.#feed(bytes);
				continue;
			}

			began(this.#at);
			if (!this.#pass(bytes)) {
				this.#begin(bytes);
			}
		}

		return true;
	}

	/** Goes past a message that is like the one before, where one look tells its length. */
	#pass(bytes: StreamBytes): boolean {
		const known = this.#known;
		if (known?.quick === undefined || (known.isFallback === true && this.#at >= this.#block_end)) {
			return false;
		}

		const window = bytes.read(this.#at, quick_bytes);
		const length = window === undefined ? 0 : known.quick(window);
		this.#at += length;
		return length > 0;
	}

	#begin(bytes: StreamBytes): void {
		this.#start = this.#at;
		const isNewBlock = this.#start >= this.#block_end;
		if (this.#known?.isFallback === true && isNewBlock) {
			this.#known = undefined;
		}

		const others = framers.filter(framer => framer !== this.#known && !this.#refused.has(framer));
		this.#candidates = this.#known === undefined ? others : [this.#known, ...others];
		this.#try(bytes);
	}

	/** Reads the message from its beginning as what it could be first of all. */
	#try(bytes: StreamBytes): void {
		const rest = bytes.read(this.#start, rest_bytes);
		if (rest === undefined) {
			this.#skipTo(bytes.end);
			return;
		}

		this.#at = this.#start;
		this.#block_end = bytes.blockEnd(this.#start);
		const [framer] = this.#candidates;
		this.#framing = framer!.frame({
			isKnown: framer === this.#known,
			rest,
			block_bytes: this.#block_end - this.#start,
		});
		this.#resume(new Uint8Array(0), bytes);
	}

	#resume(given: Uint8Array, bytes: StreamBytes): void {
		const {done, value} = this.#framing!.next(given);
		this.#held = [];
		this.#held_bytes = 0;
		if (done !== true) {
			this.#need = value;
		} else if (value) {
			this.#end();
		} else {
			this.#refuse(bytes);
		}
	}

	#end(): void {
		this.#known = this.#candidates[0];
		this.#framing = undefined;
	}

	#refuse(bytes: StreamBytes): void {
		const [framer, ...others] = this.#candidates;
		if (this.#at - this.#start > costly_bytes) {
			this.#refused.add(framer!);
		}

		this.#candidates = others;
		this.#try(bytes);
	}

	/** What was to be read is no longer kept: the next message begins with what comes. */
	#skipTo(end: number): void {
		this.#framing = undefined;
		this.#at = end;
	}

	/** Fills what is needed with what has come. */
	#feed(bytes: StreamBytes): void {
		const need = this.#need;
		if ('skip' in need) {
			this.#skip(need.skip, bytes);
			return;
		}

		const window = bytes.read(this.#at, 'take' in need ? need.take - this.#held_bytes : window_bytes);
		if (window === undefined) {
			this.#skipTo(bytes.end);
		} else if ('scan' in need) {
			this.#scan(need.scan, window, bytes);
		} else {
			this.#hold(need, window, bytes);
		}
	}

	#skip(wanted: number, bytes: StreamBytes): void {
		const count = Math.min(wanted - this.#held_bytes, bytes.end - this.#at);
		this.#at += count;
		this.#held_bytes += count;
		if (this.#held_bytes === wanted) {
			this.#resume(new Uint8Array(0), bytes);
		}
	}

	#scan(scan: (window: Uint8Array) => number | 'more', window: Uint8Array, bytes: StreamBytes): void {
		const count = scan(window);
		this.#at += count === 'more' ? window.length : count;
		if (count !== 'more') {
			this.#resume(new Uint8Array(0), bytes);
		}
	}

	#hold(need: {readonly take: number} | {readonly line: number}, window: Uint8Array, bytes: StreamBytes): void {
		const newline = 'line' in need ? window.indexOf(0x0A) : -1;
		const most = ('line' in need ? need.line : need.take) - this.#held_bytes;
		const count = Math.min(newline === -1 ? window.length : newline + 1, most);
		this.#held.push(window.slice(0, count));
		this.#held_bytes += count;
		this.#at += count;
		if (count === most || newline !== -1) {
			this.#resume(this.#held.length === 1 ? this.#held[0]! : concatBytes(this.#held), bytes);
		}
	}
}
