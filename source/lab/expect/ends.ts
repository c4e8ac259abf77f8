import type {Arrival} from './arrivals.ts';
import {ReceivedBytes} from './received-bytes.ts';
import type {HappeningKind} from './happening.ts';
import {endText, match, mismatch, type Judge, type Verdict} from './judge.ts';

const wantedTexts: Readonly<Record<HappeningKind, string>> = {
	close: 'the peer to close',
	reset: 'a reset',
	refused: 'a refusal',
	timeout: 'a timeout',
};

/** What follows "but" when nothing came in time. */
const missedTexts: Readonly<Record<HappeningKind, string>> = {
	close: 'it did not',
	reset: 'there was none',
	refused: 'there was none',
	timeout: 'there was none',
};

/**
What comes next is an end: FIN (`close`), RST, a refusal, a timeout. Bytes that were not expected and come before it are
a failure, unless `skips`; before a RST they may be lost on the way, so that they are never one.
*/
export class Ending implements Judge {
	readonly wanted: string;
	readonly #kind: HappeningKind;
	readonly #skips: boolean;
	readonly #received = new ReceivedBytes();

	constructor(kind: HappeningKind, {skips}: {readonly skips: boolean}) {
		this.#kind = kind;
		this.#skips = skips || kind === 'reset';
		this.wanted = wantedTexts[kind];
	}

	add(arrival: Arrival, bytes: Uint8Array): Verdict | undefined {
		if (arrival.kind === 'bytes') {
			this.#received.add(bytes);
			return this.#skips ? undefined : {isMatch: false, explain: () => ({why: `${this.#received.text} came`, lines: []})};
		}

		if (arrival.kind === this.#kind) {
			return match('all');
		}

		const mayFollow = arrival.kind === 'close' && this.#kind === 'reset';
		return mayFollow ? undefined : mismatch(endText(arrival));
	}

	trail(bytes: Uint8Array): void {
		this.#received.add(bytes);
	}

	opened(): Verdict | undefined {
		return this.#kind === 'refused' ? mismatch('it is open') : undefined;
	}

	over(why: string): Verdict {
		return mismatch(why);
	}

	late(): Verdict {
		return mismatch(this.#received.length === 0 ? missedTexts[this.#kind] : `only ${this.#received.text} came`);
	}
}

/** Neither bytes nor an end come until the time is over. */
export class Nothing implements Judge {
	readonly wanted = 'nothing';

	add(arrival: Arrival, bytes: Uint8Array): Verdict | undefined {
		if (arrival.kind !== 'bytes' && arrival.happening.isTaken) {
			return undefined;
		}

		const received = new ReceivedBytes();
		received.add(bytes);
		return mismatch(arrival.kind === 'bytes' ? `${received.text} came` : endText(arrival));
	}

	over(): undefined {
		return undefined;
	}

	late(): Verdict {
		return match(0);
	}
}
