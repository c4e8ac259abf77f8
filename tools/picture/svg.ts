/**
Screens as one animated SVG, in CSS alone, so that it plays where a page shows it as an image.

The screen is cut into its left and its right half, which change at different times. Each row of a half is a strip: what
the row shows in turn stands side by side, and the strip jumps so that one of
them is in the picture.

    the picture        out of sight
    ┌───────────┐
    │ > hello   │  >           > h         > he  …      keyframes: one jump each time the row changes
    └───────────┘

What the last screen shows is the strip's first part: it is seen where nothing is animated, by the viewer or because
prefers-reduced-motion asks for it. A row that is seen at several heights is stored once, and a row that never changes
has no animation.
*/
import {background} from './colours.ts';
import type {Frame} from './record.ts';
import {baseline, cell, rowSvg} from './row.ts';

export const margin = 16;

type Strip = {
	/** Where its visible part begins. */
	readonly column: number;
	readonly row: number;
	readonly contents: readonly string[];
	/** The frames in which it begins to show another content. */
	readonly jumps: ReadonlyArray<{frame: number; content: number}>;
};

/** The frames one after another, for ever. The classes, and so the text, depend on the frames only. */
export function animatedSvg(frames: readonly Frame[], title: string): string {
	const [columns, rows] = [frames[0]!.rows[0]!.length, frames[0]!.rows.length];
	const [width, height] = [columns * cell.width + 2 * margin, rows * cell.height + 2 * margin];
	const classes = new Classes();
	const halves = [[0, columns / 2], [columns / 2, columns]] as const;
	const strips = halves.flatMap(([from, to]) => Array.from({length: rows}, (_, row) => {
		const shown = frames.map(frame =>
			rowSvg(frame.rows[row]!.slice(from, to), declarations => classes.nameOf(declarations)));
		return {column: from, row, ...contentsOf(shown)};
	}));
	const shared = sharedContents(strips);
	const motions = new Motions(frames, width);
	const drawn = strips.map(strip => stripSvg(strip, width, shared, motions));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">`,
		`<title>${title}</title>`,
		'<style>',
		'text{font:16.6px ui-monospace,\'DejaVu Sans Mono\',Menlo,Consolas,monospace;white-space:pre}',
		...classes.rules(),
		...motions.rules(),
		'</style>',
		'<defs>',
		...[...shared].map(([content, id]) => `<g id="${id}">${content}</g>`),
		'</defs>',
		`<rect width="100%" height="100%" rx="9" fill="${background}"/>`,
		...drawn,
		'</svg>',
		'',
	].join('\n');
}

/** What the row shows in each frame, each content once, the last frame's first. */
function contentsOf(shown: readonly string[]): Pick<Strip, 'contents' | 'jumps'> {
	const contents = [...new Set([shown.at(-1)!, ...shown])];
	const jumps = shown
		.map((content, frame) => ({frame, content: contents.indexOf(content)}))
		.filter(({frame, content}) => frame === 0 || shown[frame - 1] !== contents[content]);
	return {contents, jumps};
}

/** Contents that several rows show, each with the name it is stored under. */
function sharedContents(strips: readonly Strip[]): Map<string, string> {
	const seen = new Set<string>();
	const shared = new Map<string, string>();
	for (const content of strips.flatMap(strip => strip.contents)) {
		if (content !== '' && seen.has(content) && !shared.has(content)) {
			shared.set(content, `s${shared.size}`);
		}

		seen.add(content);
	}

	return shared;
}

function stripSvg(
	{column, row, contents, jumps}: Strip,
	width: number,
	shared: ReadonlyMap<string, string>,
	motions: Motions,
): string {
	const parts = contents.map((content, index) => partOf(content, index * width, shared.get(content)));
	const strip = contents.length === 1 ? parts[0]! : `<g class="${motions.nameOf(jumps)}">${parts.join('')}</g>`;
	const [x, y] = [margin + column * cell.width, margin + row * cell.height + baseline];
	return strip === '' ? '' : `<g transform="translate(${x} ${y})">${strip}</g>`;
}

function partOf(content: string, x: number, id: string | undefined): string {
	if (id !== undefined) {
		return `<use href="#${id}" x="${x}"/>`;
	}

	return x === 0 || content === '' ? content : `<g transform="translate(${x})">${content}</g>`;
}

/** How long the frames are seen, in milliseconds. */
export function duration_ms(frames: readonly Frame[]): number {
	return frames.reduce((sum, {for_ms}) => sum + for_ms, 0);
}

/** A short class for each look that occurs. */
class Classes {
	readonly #names = new Map<string, string>();

	nameOf(declarations: string): string {
		const name = this.#names.get(declarations) ?? `c${this.#names.size}`;
		this.#names.set(declarations, name);
		return name;
	}

	rules(): string[] {
		return [...this.#names].map(([declarations, name]) => `.${name}{${declarations}}`);
	}
}

/** The animations that occur; rows that jump alike have the same. */
class Motions {
	readonly #names = new Map<string, string>();
	readonly #begins_ms: readonly number[];
	readonly #total_ms: number;
	readonly #stride: number;

	constructor(frames: readonly Frame[], stride: number) {
		this.#begins_ms = frames.map((_, index) => duration_ms(frames.slice(0, index)));
		this.#total_ms = duration_ms(frames);
		this.#stride = stride;
	}

	nameOf(jumps: Strip['jumps']): string {
		const keyframes = jumps.map(({frame, content}) => {
			const percent = Number((this.#begins_ms[frame]! * 100 / this.#total_ms).toFixed(2));
			return `${percent}%{translate:${-content * this.#stride}px}`;
		}).join('');
		const name = this.#names.get(keyframes) ?? `m${this.#names.size}`;
		this.#names.set(keyframes, name);
		return name;
	}

	rules(): string[] {
		const rules = [...this.#names].flatMap(([keyframes, name]) => [
			`.${name}{animation:${name} ${this.#total_ms}ms step-end infinite}`,
			`@keyframes ${name}{${keyframes}}`,
		]);
		return [...rules, '@media(prefers-reduced-motion:reduce){g{animation:none!important}}'];
	}
}
