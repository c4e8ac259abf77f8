import {Buffer} from 'node:buffer';
import {asBuffer} from '../../core/bytes.ts';
import {limits} from '../../core/limits.ts';
import {compileExpression, type ExpressionPattern} from '../../core/pattern.ts';
import {formatSize} from '../../core/quantities.ts';
import type {Arrival} from './arrivals.ts';
import {ReceivedBytes} from './received-bytes.ts';
import {endText, match, mismatch, type Captures, type Judge, type Place, type Verdict} from './judge.ts';

/** What is looked for: the place where it ends, and the parts that were captured; undefined where it is not found. */
export type Found = {readonly end: number; readonly captures?: Captures};

export type Searched = {
	/** For people. */
	readonly wanted: string;
	readonly place: Place;
	readonly find: (bytes: ReturnType<typeof asBuffer>) => Found | undefined;
	/** Whether more bytes behind a match could make it longer. */
	readonly grows: boolean;
};

/** An expression at a place of what comes. */
export function searchedExpression(pattern: ExpressionPattern, place: Place): Searched {
	const expression = compileExpression(pattern);
	return {
		wanted: pattern.label,
		place,
		grows: !hasFixedEnd(pattern.source),
		find(bytes) {
			const matcher = expression.matcher(bytes.toString('latin1'));
			const isFound = {
				anywhere: () => matcher.find(),
				prefix: () => matcher.lookingAt(),
				whole: () => matcher.matches(),
			}[place]();
			return isFound ? {end: matcher.end(), captures: capturesOf(matcher)} : undefined;
		},
	};
}

/** DATA anywhere in what comes. */
export function searchedData(data: Uint8Array, wanted: string): Searched {
	return {
		wanted,
		place: 'anywhere',
		grows: false,
		find(bytes) {
			const at = bytes.indexOf(data);
			return at === -1 ? undefined : {end: at + data.length};
		},
	};
}

const streamPlaces: Readonly<Record<Place, string>> = {
	anywhere: '',
	prefix: ' at the beginning',
	whole: ' and nothing else',
};

/** Something that stands in what comes of a stream; `whole` is all of it, up to the peer's FIN. */
export class StreamSearch implements Judge {
	readonly wanted: string;
	readonly #searched: Searched;
	readonly #isWhole: boolean;
	readonly #received = new ReceivedBytes();

	constructor(searched: Searched) {
		this.#searched = searched;
		this.#isWhole = searched.place === 'whole';
		this.wanted = `${searched.wanted}${streamPlaces[searched.place]}`;
	}

	add(arrival: Arrival, bytes: Uint8Array): Verdict | undefined {
		if (arrival.kind !== 'bytes') {
			const canBeWhole = !this.#isWhole || arrival.kind === 'close';
			const found = canBeWhole ? this.#found() : undefined;
			return found ?? this.over(endText(arrival));
		}

		this.#received.add(bytes);
		return this.#received.isWhole
			? undefined
			: this.#found() ?? mismatch(`it is not in the first ${formatSize(limits.expect_search_bytes)} that came`);
	}

	look() {
		const verdict = this.#isWhole ? undefined : this.#found();
		if (!verdict?.isMatch) {
			return undefined;
		}

		return {verdict, isFinal: !this.#searched.grows || verdict.taken !== this.#received.length};
	}

	over(why: string): Verdict {
		const found = this.#isWhole ? undefined : this.#found();
		return found ?? mismatch(this.#received.endText(why));
	}

	late(): Verdict {
		const lacksFin = this.#isWhole && this.#found() !== undefined;
		return mismatch(lacksFin ? 'the peer has not closed' : `${this.#received.text} came`);
	}

	#found(): Verdict | undefined {
		const found = this.#searched.find(this.#received.bytes);
		return found && match(found.end, found.captures);
	}
}

const datagramPlaces: Readonly<Record<Place, (wanted: string) => string>> = {
	anywhere: wanted => `a datagram with ${wanted}`,
	prefix: wanted => `a datagram that begins with ${wanted}`,
	whole: wanted => `a datagram with ${wanted} and nothing else`,
};

/** Something that stands in the next datagram. */
export class DatagramSearch implements Judge {
	readonly wanted: string;
	readonly #searched: Searched;

	constructor(searched: Searched) {
		this.#searched = searched;
		this.wanted = datagramPlaces[searched.place](searched.wanted);
	}

	add(arrival: Arrival, bytes: Uint8Array): Verdict {
		if (arrival.kind !== 'bytes') {
			return mismatch(endText(arrival));
		}

		const found = this.#searched.find(asBuffer(bytes));
		const received = new ReceivedBytes();
		received.add(bytes);
		return found === undefined ? mismatch(`${received.text} came`) : match('all', found.captures);
	}

	over(why: string): Verdict {
		return mismatch(`${why} and nothing came`);
	}

	late(): Verdict {
		return mismatch('nothing came');
	}
}

type Matcher = ReturnType<ReturnType<typeof compileExpression>['matcher']>;

function capturesOf(matcher: Matcher): Captures {
	const named = Object.keys(matcher.getNamedGroups());
	const numbered = Array.from({length: matcher.groupCount()}, (_, index) => index + 1);
	const captures: Record<string, Uint8Array> = {};
	for (const group of [...numbered, ...named]) {
		const text = matcher.group(group) ?? undefined;
		if (text !== undefined) {
			captures[group] = Buffer.from(text, 'latin1');
		}
	}

	return captures;
}

/** No alternative and no repetition stands at its end, so that bytes behind a match cannot belong to it. */
function hasFixedEnd(source: string): boolean {
	return !source.includes('|') && !/(?:^|[^\\])(?:\\\\)*[$\)*+?\}]$/v.test(source);
}
