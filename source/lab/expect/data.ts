import {Buffer} from 'node:buffer';
import {byteDiff, firstDifference} from '../../core/byte-diff.ts';
import {concatBytes} from '../../core/bytes.ts';
import {formatCount} from '../../core/quantities.ts';
import {quoteBytes} from '../../core/quote.ts';
import type {Arrival} from './arrivals.ts';
import {ReceivedBytes} from './received-bytes.ts';
import {endText, match, mismatch, type Judge, type Verdict} from './judge.ts';

const wanted_columns = 60;

/** DATA as a message shows it. */
export function dataText(bytes: Uint8Array): string {
	const size = bytes.length > wanted_columns ? ` (${formatCount(bytes.length)} B)` : '';
	return `${quoteBytes(bytes, wanted_columns)}${size}`;
}

/**
Exactly these bytes are the next of a stream, however many recvs they come in. `isWhole`: nothing follows them before
the peer's FIN. The first byte that differs decides, without waiting for the others.
*/
export class StreamData implements Judge {
	readonly wanted: string;
	readonly #expected: Uint8Array;
	readonly #isWhole: boolean;
	readonly #received = new ReceivedBytes();
	/** Where the bytes that differ began, and they. */
	#differing: {readonly from: number; readonly bytes: Uint8Array} | undefined;

	constructor(expected: Uint8Array, {isWhole}: {readonly isWhole: boolean}) {
		this.#expected = expected;
		this.#isWhole = isWhole;
		this.wanted = isWhole ? `${dataText(expected)} and nothing else` : dataText(expected);
	}

	begin(): Verdict | undefined {
		return this.#expected.length === 0 && !this.#isWhole ? match(0) : undefined;
	}

	add(arrival: Arrival, bytes: Uint8Array): Verdict | undefined {
		if (arrival.kind !== 'bytes') {
			const isAll = this.#isWhole && arrival.kind === 'close' && this.#received.length === this.#expected.length;
			return isAll ? match(this.#received.length) : this.over(endText(arrival));
		}

		const before = this.#received.length;
		const rest = this.#expected.subarray(before, before + bytes.length);
		this.#received.add(bytes);
		const isEqual = firstDifference(rest, bytes) === rest.length;
		if (!isEqual || (this.#isWhole && bytes.length > rest.length)) {
			this.#differing = {from: before, bytes: Buffer.from(bytes)};
			return this.#differs(() => `${this.#received.text} came`);
		}

		return !this.#isWhole && this.#received.length >= this.#expected.length ? match(this.#expected.length) : undefined;
	}

	trail(bytes: Uint8Array): void {
		this.#received.add(bytes);
	}

	over(why: string): Verdict {
		return this.#differs(() => this.#received.endText(why));
	}

	late(): Verdict {
		const isMissing = this.#received.length < this.#expected.length;
		return this.#differs(() => isMissing ? missing(this.#received) : 'the peer has not closed');
	}

	#differs(why: () => string): Verdict {
		return {isMatch: false, explain: () => ({why: why(), lines: this.#comparison()})};
	}

	#comparison(): readonly string[] {
		const bytes = this.#bytes();
		const isEqual = bytes.length === this.#expected.length && firstDifference(this.#expected, bytes) === bytes.length;
		return bytes.length === 0 || isEqual ? [] : byteDiff(this.#expected, bytes);
	}

	/** All that came: where it is not kept, it was as expected. */
	#bytes(): Uint8Array {
		const {bytes, length, isWhole} = this.#received;
		if (isWhole) {
			return bytes;
		}

		return this.#differing === undefined
			? this.#expected.subarray(0, length)
			: concatBytes([this.#expected.subarray(0, this.#differing.from), this.#differing.bytes]);
	}
}

/** The next datagram is these bytes, or begins with them. */
export class DatagramData implements Judge {
	readonly wanted: string;
	readonly #expected: Uint8Array;
	readonly #isWhole: boolean;

	constructor(expected: Uint8Array, {isWhole}: {readonly isWhole: boolean}) {
		this.#expected = expected;
		this.#isWhole = isWhole;
		this.wanted = `${isWhole ? 'the datagram' : 'a datagram that begins with'} ${dataText(expected)}`;
	}

	add(arrival: Arrival, bytes: Uint8Array): Verdict {
		if (arrival.kind !== 'bytes') {
			return mismatch(endText(arrival));
		}

		const came = this.#isWhole ? bytes : bytes.subarray(0, this.#expected.length);
		const isEqual = came.length === this.#expected.length && firstDifference(came, this.#expected) === came.length;
		return isEqual ? match('all') : mismatch(`${dataText(bytes)} came`, byteDiff(this.#expected, bytes));
	}

	over(why: string): Verdict {
		return mismatch(`${why} and nothing came`);
	}

	late(): Verdict {
		return mismatch('nothing came');
	}
}

function missing(received: ReceivedBytes): string {
	return received.length === 0 ? 'nothing came' : `only ${received.text} came`;
}
