/**
What the chrome tells of a frame, and when it is told again: at once when an endpoint comes, goes or changes its state,
else a few times a second, so that numbers can be read.
*/
import type {Frame} from '../frames/frame.ts';
import {forPanes} from '../frames/panes.ts';
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

/**
Tells `show` of the chrome of the frames it is given. Numbers are told together with the rows of a frame that comes when
they are due; a timer of their own would have the screen painted once more for them.
*/
export class ChromeClock {
	readonly #show: (chrome: Chrome) => void;
	readonly #framesPerSecond: () => number;
	readonly #now_ms: () => number;
	#frame: Frame | undefined;
	#timer: NodeJS.Timeout | undefined;
	#told = '';
	#toldShape = '';
	#told_ms = -Infinity;

	constructor(
		framesPerSecond: () => number,
		show: (chrome: Chrome) => void,
		now_ms = () => performance.now(),
	) {
		this.#framesPerSecond = framesPerSecond;
		this.#show = show;
		this.#now_ms = now_ms;
	}

	take(frame: Frame): void {
		this.#frame = frame;
		const shape = shapeOf(frame);
		const isDue = shape !== this.#toldShape || this.#now_ms() - this.#told_ms >= interval_ms;
		this.#toldShape = shape;
		if (isDue) {
			this.#tell();
		}

		this.#tellIn(isDue ? idle_ms : interval_ms);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}

	/** Unless another frame comes before. */
	#tellIn(wait_ms: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.#tell();
			if (wait_ms < idle_ms) {
				this.#tellIn(idle_ms);
			}
		}, wait_ms);
	}

	#tell(): void {
		this.#told_ms = this.#now_ms();
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
