/**
What the chrome tells of a frame, and when it is told again: at once when an endpoint comes, goes or changes its state,
else a few times a second, so that numbers can be read.
*/
import type {Frame} from '../frames/frame.ts';
import {forPanes} from '../frames/panes.ts';
import {Throttle} from '../screen/throttle.ts';
import type {Chrome} from './state.ts';

const mebibyte = 1024 * 1024;

/** The frame without its rows. Memory is rounded: it would change with every frame. */
export function chromeOf(frame: Frame, frames_per_second: number): Chrome {
	const {endpoints, unlisted, listing, active, current, kept_bytes, rss_bytes, opening, recording, script} = frame;
	return {
		endpoints,
		...(unlisted !== undefined && {unlisted}),
		...(listing !== undefined && {listing}),
		active,
		current,
		kept_bytes,
		...(rss_bytes !== undefined && {rss_bytes: Math.round(rss_bytes / mebibyte) * mebibyte}),
		...(opening !== undefined && {opening}),
		...(recording !== undefined && {recording}),
		...(script !== undefined && {script}),
		panes: forPanes(({name}) => {
			const {rows: _, ...told} = frame.panes[name];
			return told;
		}),
		frames_per_second,
	};
}

const interval_ms = 250;
/** After so long without a frame the rate is told once more: nothing is painted any longer. */
const idle_ms = 1100;

/** Tells `show` of the chrome of the frames it is given. */
export class ChromeClock {
	readonly #show: (chrome: Chrome) => void;
	readonly #framesPerSecond: () => number;
	readonly #numbers = new Throttle(interval_ms, () => {
		this.#tell();
	});

	#frame: Frame | undefined;
	#idle: NodeJS.Timeout | undefined;
	#told = '';
	#toldShape = '';

	constructor(framesPerSecond: () => number, show: (chrome: Chrome) => void) {
		this.#framesPerSecond = framesPerSecond;
		this.#show = show;
	}

	take(frame: Frame): void {
		this.#frame = frame;
		clearTimeout(this.#idle);
		this.#idle = setTimeout(() => {
			this.#tell();
		}, idle_ms);
		const shape = shapeOf(frame);
		if (shape === this.#toldShape) {
			this.#numbers.call();
			return;
		}

		this.#toldShape = shape;
		this.#tell();
	}

	stop(): void {
		clearTimeout(this.#idle);
		this.#numbers.stop();
	}

	#tell(): void {
		const chrome = chromeOf(this.#frame!, this.#framesPerSecond());
		const text = JSON.stringify(chrome);
		if (text !== this.#told) {
			this.#told = text;
			this.#show(chrome);
		}
	}
}

function shapeOf({endpoints, listing, active, current, panes, recording, script}: Frame): string {
	const scrolled = Object.values(panes).map(({following, notes, hasCursor}) => [following, notes, hasCursor]);
	const lasting = active.map(({ends}) => ends);
	const states = endpoints.map(({name, state, held, unseen_bytes, spokeLast}) =>
		[name, state, held, unseen_bytes === undefined, spokeLast]);
	const listed = listing === undefined ? [] : [listing.side, listing.query, listing.matched];
	return JSON.stringify([current, recording, script, scrolled, lasting, states, listed]);
}
