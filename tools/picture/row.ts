/** One row of the screen as SVG: runs of cells that look alike, each in its column, so that any font keeps the grid. */
import type {ShownCell} from '../../test/helpers/emulator.ts';
import {background, foreground, paletteColour} from './colours.ts';

/** Size of a cell, in the units of the picture. */
export const cell = {width: 10, height: 20};

/** Where a row's text stands, from the top of its cells. */
export const baseline = 15;

type Run = {x: number; width: number; text: string; readonly look: Look};
type Look = {readonly fill: string; readonly behind: string; readonly weight: string; readonly opacity: string};

/** The row's elements; the text of its first cell begins at 0, 0. Only classes of `classOf` are used. */
export function rowSvg(cells: readonly ShownCell[], classOf: (declarations: string) => string): string {
	return runsOf(cells).map(run => `${behindSvg(run, classOf)}${textSvg(run, classOf)}`).join('');
}

function runsOf(cells: readonly ShownCell[]): Run[] {
	const runs: Run[] = [];
	for (const [x, here] of cells.entries()) {
		const look = lookOf(here);
		const text = here.text === '' && here.width > 0 ? ' ' : here.text;
		const last = runs.at(-1);
		if (last !== undefined && isSame(last.look, look)) {
			last.text += text;
			last.width++;
		} else {
			runs.push({x, width: 1, text, look});
		}
	}

	return runs;
}

function lookOf({colour, background: behind, isBold, isDim, isUnderlined, isInverse}: ShownCell): Look {
	const [front, back] = [colourOf(colour, foreground), colourOf(behind, background)];
	return {
		fill: isInverse ? back : front,
		behind: isInverse ? front : back,
		weight: `${isBold ? ';font-weight:bold' : ''}${isUnderlined ? ';text-decoration:underline' : ''}`,
		opacity: isDim ? ';opacity:.6' : '',
	};
}

function colourOf(colour: number | string | undefined, otherwise: string): string {
	return typeof colour === 'number' ? paletteColour(colour) : colour ?? otherwise;
}

function isSame(one: Look, other: Look): boolean {
	return one.fill === other.fill && one.behind === other.behind
		&& one.weight === other.weight && one.opacity === other.opacity;
}

function behindSvg({x, width, look}: Run, classOf: (declarations: string) => string): string {
	if (look.behind === background) {
		return '';
	}

	const name = classOf(`fill:${look.behind}`);
	const [left, size] = [x * cell.width, `width="${width * cell.width}" height="${cell.height}"`];
	return `<rect class="${name}" x="${left}" y="-${baseline}" ${size}/>`;
}

/** The parts of a run between wide gaps; a gap needs no element. */
function textSvg({x, text, width, look}: Run, classOf: (declarations: string) => string): string {
	const name = classOf(`fill:${look.fill}${look.weight}${look.opacity}`);
	const isPlain = [...text].length === width;
	const parts = isPlain ? text.matchAll(/\S+(?: {1,30}\S+)*/gv).toArray() : [{0: text, index: 0}];
	return parts
		.map(({0: part, index}) => {
			const column = x + [...text.slice(0, index)].length;
			const cells = isPlain ? [...part].length : width;
			const length = cells === 1 ? '' : ` textLength="${cells * cell.width}"`;
			return `<text class="${name}" x="${column * cell.width}"${length}>${escapeXml(part)}</text>`;
		})
		.join('');
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
