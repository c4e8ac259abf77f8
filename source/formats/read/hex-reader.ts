import {concatBytes} from '../../core/bytes.ts';
import {formatCount} from '../../core/quantities.ts';
import {microseconds} from './jsonl-reader.ts';
import {Lines} from './lines.ts';
import {Parties} from './parties.ts';
import type {NewName, RecordingReader, Step} from './steps.ts';

type Head = {readonly way: 'send' | 'recv'; readonly time: number; readonly endpoint: string; readonly peer?: string};

const unknown: Head = {way: 'send', time: 0, endpoint: 'c1'};
const blockHead = /^(?<way>[IO])(?: (?<time>\S+Z))?(?: (?<endpoint>[A-Za-z][\w\-.]*)(?: (?:send|recv)(?: (?:to|from) (?<peer>\S+))?)?)?\s*$/v;
const remarkHead = /^[\da-f]+: +# (?<time>\S+Z) (?<endpoint>[A-Za-z][\w\-.]*) (?<way>send|recv)(?: (?:to|from) (?<peer>\S+))?$/v;

/** Reads a hexdump: sockplay's own, text2pcap's, xxd's, hexdump -C's. A block ends where the offsets begin anew or a remark stands. */
export class HexReader implements RecordingReader {
	readonly remarks: string[] = [];
	readonly #lines = new Lines();
	readonly #parties: Parties;
	#head: Head = unknown;
	#rows: Uint8Array[] = [];
	#unread = 0;

	constructor(newName: NewName) {
		this.#parties = new Parties(newName);
	}

	read(bytes: Uint8Array): Step[] {
		return this.#lines.read(bytes).flatMap(line => this.#line(line));
	}

	end(): Step[] {
		const steps = [...this.#line(this.#lines.rest), ...this.#block()];
		if (this.#unread > 0) {
			this.remarks.push(`${formatCount(this.#unread)} lines are no part of a dump and are not shown`);
		}

		return steps;
	}

	#line(line: string): Step[] {
		const found = (blockHead.exec(line) ?? remarkHead.exec(line))?.groups;
		if (found !== undefined) {
			const steps = this.#block();
			this.#head = headOf(found);
			return steps;
		}

		const row = rowOf(line);
		if (row === undefined) {
			this.#unread += line.trim() === '' || line.startsWith('#') ? 0 : 1;
			return [];
		}

		const steps = row.offset === 0 ? this.#block() : [];
		if (row.bytes.length > 0) {
			this.#rows.push(row.bytes);
		}

		return steps;
	}

	#block(): Step[] {
		if (this.#rows.length === 0) {
			return [];
		}

		const bytes = concatBytes(this.#rows);
		this.#rows = [];
		const {way, time, endpoint, peer} = this.#head;
		const fact = {event: way, asked: bytes.length, result: bytes.length} as const;
		const {party, steps} = this.#parties.of(endpoint, fact, peer);
		return [...steps, {kind: 'event', party, fact, bytes, time}];
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

/** The cells of a row: bytes alone or in groups, up to the text column. */
function rowOf(line: string): {readonly offset: number; readonly bytes: Uint8Array} | undefined {
	const found = /^(?<offset>[\da-f]{4,16})(?<colon>:?)(?<rest>(?:\s.*)?)$/iv.exec(line)?.groups;
	if (found === undefined) {
		return undefined;
	}

	// Behind a colon, two blanks end the cells; hexdump -C, which has none, puts two in their middle and a bar behind them.
	const rest = found['rest']!.split('|', 1)[0]!;
	const cells = (found['colon'] === ':' ? /^(?: [\da-f]{2}(?:[\da-f]{2})*)+(?=\s|$)/iv : /^(?: {1,2}[\da-f]{2}(?:[\da-f]{2})*)+(?=\s|$)/iv).exec(rest)?.[0] ?? '';
	const digits = cells.replaceAll(' ', '');
	const bytes = Uint8Array.from({length: digits.length / 2}, (_, index) => Number.parseInt(digits.slice(index * 2, (index * 2) + 2), 16));
	return {offset: Number.parseInt(found['offset']!, 16), bytes};
}
