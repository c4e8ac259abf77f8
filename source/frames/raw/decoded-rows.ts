/** The rows of `view decode`: one for each message of a section. */
import {limits} from '../../core/limits.ts';
import {formatSize} from '../../core/quantities.ts';
import {decode} from '../../decode/decode.ts';
import type {Message} from '../../decode/message.ts';
import {sectionBytes, type Outline} from './outline.ts';
import type {ByteRange} from './row-format.ts';

/** What a message takes besides its bytes, in bytes: 4 µs, measured. */
const message_bytes = 64;
/**
A byte of DNS takes as long as so many others: it may be a bitmap of eight record types (RFC 4034, section 4.1.2).
*/
const dns_weight = 16;

/** A row with a text in place of its bytes. */
type TextRow = ByteRange & {readonly text: string};

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
	Those of the bytes `from` to `to` of a section. What is longer than `limits.decode_bytes` is decoded as far as that.
	*/
	of(outline: Outline, section: number, {from, to}: ByteRange): readonly TextRow[] {
		const {protocol, isTail} = outline.messageFacts!(section);
		if (isTail) {
			return [{from, to, text: `${formatSize(to - from)} more of a message whose beginning is no longer kept`}];
		}

		const key = `${outline.firstPlace(section)} ${from} ${to} ${protocol}`;
		const known = this.#known.get(key);
		if (known !== undefined) {
			return known;
		}

		if (this.#left_bytes <= 0) {
			this.isLate = true;
			return [{from, to, text: `not decoded yet: over ${formatSize(limits.decode_frame_bytes)} for one picture`}];
		}

		const rows = this.#decode(outline, section, {from, to}, protocol);
		this.#keep(key, rows);
		return rows;
	}

	#decode(outline: Outline, section: number, {from, to}: ByteRange, hint: string | undefined): readonly TextRow[] {
		const bytes = sectionBytes(outline, section, from, Math.min(to, from + limits.decode_bytes));
		const more_bytes = Math.max(0, to - from - limits.decode_bytes);
		const isDatagram = outline.event(section).datagram === true;
		const messages = decode(bytes, {isDatagram, isCut: more_bytes > 0, more_bytes, hint});
		this.#left_bytes -= costOf(messages, bytes.length);
		return messages.map((message, index) => ({
			from: from + message.from,
			to: index === messages.length - 1 ? to : from + message.to,
			text: `${message.protocol.padEnd(6)} ${message.text}`,
		}));
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
