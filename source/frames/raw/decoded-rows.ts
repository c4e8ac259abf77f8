/** The rows of `view decode`: one for each message of a section. */
import {limits} from '../../core/limits.ts';
import {formatSize} from '../../core/quantities.ts';
import {decode} from '../../decode/decode.ts';
import type {Message} from '../../decode/message.ts';
import type {Outline} from './outline.ts';
import type {ByteRange} from './row-format.ts';

/** What a message takes besides its bytes, in bytes: 4 µs, measured. */
const message_bytes = 64;
/**
A byte of DNS takes as long as so many others: it may be a bitmap of eight record types (RFC 4034, section 4.1.2).
*/
const dns_weight = 16;

/** A row with a text in place of its bytes. */
type TextRow = ByteRange & {readonly text: string};

/** Whether there is more behind the bytes. */
type CutRange = ByteRange & {readonly isCut: boolean};

/**
Decodes what is in sight, each section once, and no more than `limits.decode_frame_bytes` for one frame: what is over
has a row that says so, and its turn in the next.
*/
export class DecodedRows {
	/** Rows by the place and the bytes that they were read from, the oldest first. */
	readonly #known = new Map<string, readonly TextRow[]>();
	#rows = 0;
	#left_bytes: number = limits.decode_frame_bytes;
	/** Something was left for the next frame. */
	isLate = false;

	/** A frame begins. */
	begin(): void {
		this.#left_bytes = limits.decode_frame_bytes;
		this.isLate = false;
	}

	/**
	Those of the bytes `from` to `to` of a section. What is beyond `limits.decode_bytes` has one row that says how much it
	is.
	*/
	of(outline: Outline, section: number, {from, to}: ByteRange): readonly TextRow[] {
		const end = Math.min(to, from + limits.decode_bytes);
		const rows = this.#decoded(outline, section, {from, to: end, isCut: end < to});
		if (end === to) {
			return rows;
		}

		const bound = formatSize(limits.decode_bytes);
		const text = `${formatSize(to - end)} more are not decoded: over ${bound} of one block or stream`;
		return [...rows, {from: end, to, text}];
	}

	#decoded(outline: Outline, section: number, {from, to, isCut}: CutRange): readonly TextRow[] {
		const key = `${outline.firstPlace(section)} ${from} ${to} ${isCut}`;
		const known = this.#known.get(key);
		if (known !== undefined) {
			return known;
		}

		if (this.#left_bytes <= 0) {
			this.isLate = true;
			return [{from, to, text: `not decoded yet: over ${formatSize(limits.decode_frame_bytes)} for one picture`}];
		}

		const isDatagram = outline.event(section).datagram === true;
		const messages = decode(outline.bytes(section, from, to), {isDatagram, isCut});
		const rows = messages.map(message => ({
			from: from + message.from,
			to: from + message.to,
			text: `${message.protocol.padEnd(6)} ${message.text}`,
		}));
		this.#left_bytes -= costOf(messages, to - from);
		this.#keep(key, rows);
		return rows;
	}

	#keep(key: string, rows: readonly TextRow[]): void {
		this.#known.set(key, rows);
		this.#rows += rows.length;
		for (const [oldest, its] of this.#known) {
			if (this.#rows <= limits.decoded_rows) {
				return;
			}

			this.#known.delete(oldest);
			this.#rows -= its.length;
		}
	}
}

function costOf(messages: readonly Message[], length: number): number {
	return (length * (messages[0]?.protocol === 'DNS' ? dns_weight : 1)) + (messages.length * message_bytes);
}
