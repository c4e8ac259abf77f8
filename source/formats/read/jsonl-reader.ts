import {isLong, factTexts} from '../../core/bounded-text.ts';
import {limits} from '../../core/limits.ts';
import {formatCount, formatSize} from '../../core/quantities.ts';
import {readEventLine, type EventLine} from './event-line.ts';
import {LineReader} from './line-reader.ts';
import type {Line} from './lines.ts';
import {RecordedSources} from './recorded-sources.ts';
import type {ReplayStep} from './steps.ts';

/** Reads what `--json` prints and a .jsonl recording has. */
export class JsonlReader extends LineReader {
	readonly #sources = new RecordedSources();
	#silent = 0;
	#cut = 0;
	#last: number | undefined;

	constructor() {
		super(limits.jsonl_line_bytes);
	}

	protected override rest(): readonly ReplayStep[] {
		return [];
	}

	protected override furtherNotes(): readonly string[] {
		const cut = `have texts longer than ${formatCount(limits.text_characters)} characters, which are cut`;
		const left: ReadonlyArray<readonly [count: number, what: string]> = [
			[this.#silent, 'have neither their bytes nor data_left_out'],
			[this.#cut, cut],
		];
		return left.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count)} lines ${what}`);
	}

	protected override * line({number, text}: Line): Generator<ReplayStep, void> {
		if (text?.trim() === '') {
			return;
		}

		const found = text === undefined ? `this is longer than ${formatSize(limits.jsonl_line_bytes)}` : readEventLine(text);
		yield * typeof found === 'string'
			? this.faults.tell(`line ${formatCount(number)}: ${found}`, this.#last)
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
