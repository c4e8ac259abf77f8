import {isLong, factTexts} from '../../core/bounded-text.ts';
import {limits} from '../../core/limits.ts';
import {formatCount, formatSize} from '../../core/quantities.ts';
import {readEventLine, type EventLine} from './event-line.ts';
import {Lines, type Line} from './lines.ts';
import {Mistakes} from './mistakes.ts';
import {Parties} from './parties.ts';
import type {NewName, RecordingReader, Step} from './steps.ts';

/** Reads what `--json` prints and a .jsonl recording has. A line with a mistake is told and not shown; those behind it are read. */
export class JsonlReader implements RecordingReader {
	readonly remarks: string[] = [];
	readonly isOver = false;
	readonly #lines = new Lines(limits.jsonl_line_bytes);
	readonly #parties: Parties;
	readonly #mistakes = new Mistakes();
	#silent = 0;
	#cut = 0;
	#last: number | undefined;

	constructor(newName: NewName) {
		this.#parties = new Parties(newName);
	}

	get mistakes(): number {
		return this.#mistakes.count;
	}

	* read(bytes: Uint8Array): Generator<Step, void> {
		for (const line of this.#lines.read(bytes)) {
			yield * this.#line(line);
		}
	}

	* end(): Generator<Step, void> {
		for (const line of this.#lines.end()) {
			yield * this.#line(line);
		}

		this.remarks.push(...this.#mistakes.remarks('lines are'));
		if (this.#silent > 0) {
			this.remarks.push(`${formatCount(this.#silent)} lines have neither their bytes nor data_left_out`);
		}

		if (this.#cut > 0) {
			this.remarks.push(`${formatCount(this.#cut)} lines have texts longer than ${formatCount(limits.text_characters)} characters, which are cut`);
		}
	}

	* #line({number, text}: Line): Generator<Step, void> {
		if (text?.trim() === '') {
			return;
		}

		const found = text === undefined ? `this is longer than ${formatSize(limits.jsonl_line_bytes)}` : readEventLine(text);
		yield * typeof found === 'string' ? this.#mistakes.tell(`line ${formatCount(number)}: ${found}`, this.#last) : this.#event(found);
	}

	* #event({endpoint, fact, time, peer, bytes, isSilent}: EventLine): Generator<Step, void> {
		this.#last = time;
		this.#silent += Number(isSilent);
		this.#cut += Number(factTexts.some(key => isLong(fact[key])));
		const {party, steps} = this.#parties.of(endpoint, fact, peer);
		yield * steps;
		yield {kind: 'event', party, fact, time, ...(bytes !== undefined && {bytes})};
	}
}
