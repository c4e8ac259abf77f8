import {isLong, factTexts} from '../../core/bounded-text.ts';
import {limits} from '../../core/limits.ts';
import {formatCount, formatSize} from '../../core/quantities.ts';
import {readEventLine, type EventLine} from './event-line.ts';
import {Lines, type Line} from './lines.ts';
import {Mistakes} from './mistakes.ts';
import {ReaderWork} from './reader-work.ts';
import {RecordedSources} from './recorded-sources.ts';
import {readingStep, type NewName, type RecordingReader, type ReplayStep} from './steps.ts';

/**
Reads what `--json` prints and a .jsonl recording has. A line with a mistake is told and not shown; those behind it are
read.
*/
export class JsonlReader implements RecordingReader {
	readonly notes: string[] = [];
	readonly isOver = false;
	readonly #lines = new Lines(limits.jsonl_line_bytes);
	readonly #sources: RecordedSources;
	readonly #mistakes = new Mistakes();
	readonly #work = new ReaderWork();
	#silent = 0;
	#cut = 0;
	#last: number | undefined;

	constructor(newName: NewName) {
		this.#sources = new RecordedSources(newName);
	}

	get mistakes(): number {
		return this.#mistakes.count;
	}

	* read(bytes: Uint8Array): Generator<ReplayStep, void> {
		for (const line of this.#lines.read(bytes)) {
			if (this.#work.isEnoughWith(line.text?.length ?? 0)) {
				yield readingStep;
			}

			yield * this.#line(line);
		}
	}

	* end(): Generator<ReplayStep, void> {
		for (const line of this.#lines.end()) {
			yield * this.#line(line);
		}

		this.notes.push(...this.#mistakes.notes('lines are'));
		if (this.#silent > 0) {
			this.notes.push(`${formatCount(this.#silent)} lines have neither their bytes nor data_left_out`);
		}

		if (this.#cut > 0) {
			this.notes.push(
				`${formatCount(this.#cut)} lines have texts longer than ${formatCount(limits.text_characters)} characters, which are cut`,
			);
		}
	}

	* #line({number, text}: Line): Generator<ReplayStep, void> {
		if (text?.trim() === '') {
			return;
		}

		const found = text === undefined ? `this is longer than ${formatSize(limits.jsonl_line_bytes)}` : readEventLine(text);
		yield * typeof found === 'string'
			? this.#mistakes.tell(`line ${formatCount(number)}: ${found}`, this.#last)
			: this.#event(found);
	}

	* #event({endpoint, fact, time, peer, bytes, isSilent}: EventLine): Generator<ReplayStep, void> {
		this.#last = time;
		this.#silent += Number(isSilent);
		this.#cut += Number(factTexts.some(key => isLong(fact[key])));
		const {source, steps} = this.#sources.from(endpoint, fact, peer);
		yield * steps;
		yield {kind: 'event', source, fact, time, ...(bytes !== undefined && {bytes})};
	}
}
