import {concatBytes} from '../core/bytes.ts';
import {firstDifference} from '../core/byte-diff.ts';
import {limits} from '../core/limits.ts';
import {ignoring, type Ignored} from './ignoring.ts';

/** `rest`: bytes behind a whole answer, which belong to the next. */
export type Judgement = {readonly state: 'whole' | 'beginning' | 'different'; readonly rest?: Uint8Array};

/**
Compares an answer with the recorded one while it comes, each byte once. As long as they are equal it takes no more than
the recorded answer has: what follows is the next one's. From the first difference on it takes all, as nobody knows how
long another answer is.
*/
export class AnswerMatch {
	readonly expected: Uint8Array;
	readonly #ignored: readonly Ignored[];
	readonly #isDatagram: boolean;
	/** Bytes that were equal: those are not kept, as the recorded ones are there. */
	#equal = 0;
	/** All that came from the first piece with a difference on. */
	readonly #pieces: Uint8Array[] = [];
	/** Bytes taken. */
	length = 0;
	#differs = false;

	constructor(expected: Uint8Array, {ignored = [], isDatagram = false}: {
		readonly ignored?: readonly Ignored[];
		readonly isDatagram?: boolean;
	} = {}) {
		this.expected = expected;
		this.#ignored = ignored;
		this.#isDatagram = isDatagram;
	}

	/** Whether what has come is what was recorded, or its beginning, or something else. */
	get state(): Judgement['state'] {
		if (this.#differs) {
			return 'different';
		}

		const isThere = !this.#isDatagram || this.#pieces.length > 0;
		return isThere && this.length === this.expected.length ? 'whole' : 'beginning';
	}

	/** Whether bytes that come are its own: of a datagram there is no second one. */
	get wantsMore(): boolean {
		return this.#isDatagram ? this.#pieces.length === 0 : this.state !== 'whole' && !this.isOverlong;
	}

	/** It is so long that nobody waits for its end. */
	get isOverlong(): boolean {
		return this.length > this.expected.length + limits.replay_longer_bytes;
	}

	/** What was taken; with what is ignored as it was recorded, so that a comparison shows other differences. */
	get received(): Uint8Array {
		return ignoring(this.#ignored, this.expected, concatBytes([this.expected.subarray(0, this.#equal), ...this.#pieces]));
	}

	/** Takes bytes, which must not change afterwards; answers how many. A datagram is taken whole. */
	take(bytes: Uint8Array): number {
		const equal = this.#isDatagram || this.#differs ? undefined : this.#equalPart(bytes);
		const taken = equal ?? bytes.length;
		this.length += taken;
		if (equal === undefined) {
			this.#pieces.push(bytes);
			this.#differs = !this.#isDatagram || !isEqual(this.received, this.expected);
		} else {
			this.#equal += equal;
		}

		return taken;
	}

	/** The state, when what may differ is left out of it. */
	judge(): Judgement {
		if (!this.#differs || this.#ignored.length === 0) {
			return {state: this.state};
		}

		const {received, expected} = this;
		const equal = firstDifference(received, expected);
		if (equal === expected.length && (equal === received.length || !this.#isDatagram)) {
			return {state: 'whole', rest: received.subarray(equal)};
		}

		return {state: equal === received.length && !this.#isDatagram ? 'beginning' : 'different'};
	}

	/** How many are what was recorded next, up to its end; undefined when one of them differs. */
	#equalPart(bytes: Uint8Array): number | undefined {
		const rest = this.expected.subarray(this.length);
		const equal = firstDifference(bytes, rest);
		return equal === rest.length || equal === bytes.length ? equal : undefined;
	}
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
	return one.length === other.length && firstDifference(one, other) === one.length;
}
