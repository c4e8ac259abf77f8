import {limits} from '../core/limits.ts';

/** Bracketed paste: what the terminal puts before and after what is pasted (xterm's ctlseqs). */
const opening = '\u{1B}[200~';
const closing = '\u{1B}[201~';
const ctrlC = '\u{3}';

export type PasteEvents = {
	/** What was typed, and opening brackets. */
	readonly typed: (text: string) => void;
	/** A paste, in one piece with its closing bracket. */
	readonly pasted: (text: string) => void;
	/** So many characters of the paste just passed were left out. */
	readonly cut: (characters: number) => void;
};

/**
Sees to it that every paste ends: at its closing bracket, with a Ctrl+C, or after `limits.paste_silence_ms` in which
nothing came. What was pasted until then is passed on, up to `limits.paste_characters`.

Everything outside pastes passes at once.
*/
export class Pastes {
	readonly #events: PasteEvents;
	#isOpen = false;
	/** The last characters that came, perhaps the beginning of a bracket; those of a paste are not in `#text` yet. */
	#last = '';
	#text = '';
	#left_out = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor(events: PasteEvents) {
		this.#events = events;
	}

	/** Takes what the terminal sent. */
	take(chunk: string): void {
		clearTimeout(this.#timer);
		for (let rest = chunk; rest !== '';) {
			rest = this.#isOpen ? this.#takePasted(rest) : this.#takeKeys(rest);
		}

		if (this.#isOpen) {
			this.#timer = setTimeout(() => {
				this.#end(this.#last);
			}, limits.paste_silence_ms);
		}
	}

	/** Passes everything up to and with an opening bracket; answers the rest. */
	#takeKeys(chunk: string): string {
		const known = this.#last.length;
		const at = (this.#last + chunk).indexOf(opening);
		if (at === -1) {
			this.#last = (this.#last + chunk).slice(1 - opening.length);
			this.#events.typed(chunk);
			return '';
		}

		const end = at + opening.length - known;
		this.#isOpen = true;
		this.#last = '';
		this.#events.typed(chunk.slice(0, end));
		return chunk.slice(end);
	}

	/** Keeps everything up to a closing bracket; answers the rest. */
	#takePasted(chunk: string): string {
		const text = this.#last + chunk;
		const at = text.indexOf(closing);
		if (at !== -1) {
			this.#end(text.slice(0, at));
			return text.slice(at + closing.length);
		}

		// A key comes by itself or at the end of what was typed; a control character within a paste is a part of it.
		if (text.endsWith(ctrlC)) {
			this.#end(text.slice(0, -1));
			return '';
		}

		this.#keep(text.slice(0, 1 - closing.length));
		this.#last = text.slice(1 - closing.length);
		return '';
	}

	#keep(text: string): void {
		const kept = text.slice(0, limits.paste_characters - this.#text.length);
		this.#text += kept;
		this.#left_out += text.length - kept.length;
	}

	#end(last: string): void {
		this.#keep(last);
		const [text, leftOut] = [this.#text, this.#left_out];
		this.#isOpen = false;
		this.#last = '';
		this.#text = '';
		this.#left_out = 0;
		this.#events.pasted(text + closing);
		if (leftOut > 0) {
			this.#events.cut(leftOut);
		}
	}
}
