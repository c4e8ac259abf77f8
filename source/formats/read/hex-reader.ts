import {Buffer} from 'node:buffer';
import {limits} from '../../core/limits.ts';
import {formatCount, formatSize} from '../../core/quantities.ts';
import {microseconds} from './event-line.ts';
import {LineReader} from './line-reader.ts';
import type {Line} from './lines.ts';
import {RecordedSources} from './recorded-sources.ts';
import type {ReplayStep} from './steps.ts';

type Head = {readonly way: 'send' | 'recv'; readonly time: number; readonly endpoint: string; readonly peer?: string};

const unknown: Head = {way: 'send', time: 0, endpoint: 'c1'};
const blockHead = /^(?<way>[IO])(?: (?<time>\S+Z))?(?: (?<endpoint>[A-Za-z][\w\-.]{0,254})(?: (?:send|recv)(?: (?:to|from) (?<peer>\S+))?)?)?\s*$/v;
const commentHead = /^[\da-f]+: +# (?<time>\S+Z) (?<endpoint>[A-Za-z][\w\-.]{0,254}) (?<way>send|recv)(?: (?:to|from) (?<peer>\S+))?$/v;

/**
Reads a hexdump: sockplay's own, text2pcap's, xxd's, hexdump -C's. A block ends where the offsets begin anew or a
comment stands; a long one is told in several calls.
*/
export class HexReader extends LineReader {
	readonly #sources = new RecordedSources();
	#head: Head = unknown;
	/** The bytes of the block that are not told yet. */
	readonly #bytes = new Uint8Array(limits.send_bytes);
	#length = 0;
	#unread = 0;

	constructor() {
		super(limits.hex_line_bytes);
	}

	protected override rest(): Iterable<ReplayStep> {
		return this.#block();
	}

	protected override furtherNotes(): readonly string[] {
		return this.#unread === 0 ? [] : [`${formatCount(this.#unread)} lines are no part of a dump and are not shown`];
	}

	protected override * line({number, text}: Line): Generator<ReplayStep, void> {
		if (text === undefined) {
			const message = `line ${formatCount(number)}: this is longer than ${formatSize(limits.hex_line_bytes)}`;
			yield * this.faults.tell(message, this.#head.time);
			return;
		}

		const found = (blockHead.exec(text) ?? commentHead.exec(text))?.groups;
		if (found !== undefined) {
			yield * this.#block();
			this.#head = headOf(found);
			return;
		}

		const row = rowOf(text);
		if (row === undefined) {
			this.#unread += text.trim() === '' || text.startsWith('#') ? 0 : 1;
			return;
		}

		if (row.offset === 0) {
			yield * this.#block();
		}

		yield * this.#add(row.bytes);
	}

	* #add(bytes: Uint8Array): Generator<ReplayStep, void> {
		// A row is shorter than a call's bytes: its line is.
		if (this.#length + bytes.length > this.#bytes.length) {
			yield * this.#block();
		}

		this.#bytes.set(bytes, this.#length);
		this.#length += bytes.length;
	}

	* #block(): Generator<ReplayStep, void> {
		if (this.#length === 0) {
			return;
		}

		const bytes = this.#bytes.slice(0, this.#length);
		this.#length = 0;
		const {way, time, endpoint, peer} = this.#head;
		const fact = {event: way, asked: bytes.length, result: bytes.length} as const;
		const {source, steps} = this.#sources.from(endpoint, fact, peer);
		yield * steps;
		yield {kind: 'event', source, fact, bytes, time};
	}
}

function headOf(found: Readonly<Record<string, string | undefined>>): Head {
	return {
		way: found['way'] === 'I' || found['way'] === 'recv' ? 'recv' : 'send',
		time: microseconds(found['time'] ?? '') ?? 0,
		endpoint: found['endpoint'] ?? 'c1',
		...(found['peer'] !== undefined && {peer: found['peer']}),
	};
}

const cellsBehindColon = /^(?: [\da-f]{2}(?:[\da-f]{2})*)+(?=\s|$)/iv;
const cellsAlone = /^(?: {1,2}[\da-f]{2}(?:[\da-f]{2})*)+(?=\s|$)/iv;

/** The cells of a row: bytes alone or in groups, up to the text column. */
function rowOf(line: string): {readonly offset: number; readonly bytes: Uint8Array} | undefined {
	const found = /^(?<offset>[\da-f]{4,16})(?<colon>:?)(?<rest>(?:\s.*)?)$/iv.exec(line)?.groups;
	if (found === undefined) {
		return undefined;
	}

	// Behind a colon, two blanks end the cells; hexdump -C, which has none, puts two in their middle and a bar behind
	// them.
	const rest = found['rest']!.split('|', 1)[0]!;
	const pattern = found['colon'] === ':' ? cellsBehindColon : cellsAlone;
	const cells = pattern.exec(rest)?.[0] ?? '';
	return {offset: Number.parseInt(found['offset']!, 16), bytes: Buffer.from(cells.replaceAll(' ', ''), 'hex')};
}
