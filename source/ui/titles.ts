/**
What stands in the top border of a pane: what a person looks for, the least important left out first when the pane is
narrow.
*/
import {formatSize, formatCount} from '../core/quantities.ts';
import {shortAddress} from '../core/short-address.ts';
import {clip, columnsOf} from '../core/visible.ts';
import type {EndpointSummary, PaneFrame} from '../frames/frame.ts';
import type {PaneName} from '../frames/panes.ts';
import {findView} from '../frames/views/table.ts';
import type {TitleFacts as ViewTitleFacts} from '../frames/views/view.ts';
import {rttText} from './measured.ts';
import {toneOfFlow, type Theme, type Tone} from './theme.ts';

/**
A piece of a title. Of `short` and `text`, the longer that fits; the piece with the highest `rank` goes first. `near`:
one space before it instead of two.
*/
export type TitlePart = {
	readonly text: string;
	readonly short?: string;
	readonly rank: number;
	readonly tone?: Tone;
	readonly near?: boolean;
};

/** What a title is made from. */
export type TitleFacts = {
	readonly pane: PaneName;
	readonly endpoints: readonly EndpointSummary[];
	/** The endpoint that the pane acts on. */
	readonly current?: string | undefined;
	readonly frame?: Pick<PaneFrame, 'notKept'>;
};

/** The parts of a pane's title, in the order they are read. */
export function titleParts(
	{pane, endpoints, current, frame}: TitleFacts,
	theme: Pick<Theme, 'ascii' | 'signs'>,
): TitlePart[] {
	const parts: TitlePart[] = [{text: pane.toUpperCase(), rank: 0, tone: 'title'}];
	const here = endpoints.filter(endpoint => endpoint.side === pane);
	const shown = mainEndpoint(here, current);
	if (shown !== undefined) {
		parts.push(...endpointParts(shown, theme), ...trafficParts(shown));
	}

	return [...parts, ...lostParts(frame?.notKept ?? 0)];
}

/** The parts of the title of the pane that shows a view. */
export function viewTitleParts({notKept, ...facts}: ViewTitleFacts & Pick<PaneFrame, 'notKept'>): TitlePart[] {
	const {title = plainTitle} = findView(facts.view);
	return [...title(facts), ...lostParts(notKept)];
}

function plainTitle({view, notes = []}: ViewTitleFacts): TitlePart[] {
	return [{text: view.toUpperCase(), rank: 0, tone: 'title'}, ...notes.map(text => ({text, rank: 1}))];
}

/**
Cuts the parts down to `columns` cells: first all in short, then without those of the highest rank, but with each that
finds room again when a longer one has gone; at last the text is cut.
*/
export function fitTitle(parts: readonly TitlePart[], columns: number, isAscii = false): readonly TitlePart[] {
	let kept = [...parts];
	while (titleColumns(kept) > columns) {
		const long = pickWorst(kept.filter(part => part.short !== undefined));
		if (long === undefined) {
			return withoutSome(kept, columns, isAscii);
		}

		const {short, ...rest} = long;
		kept = kept.map(part => part === long ? {...rest, text: short!} : part);
	}

	return kept;
}

/** Those parts that have room together, taken by their rank; of the first at least its beginning. */
function withoutSome(parts: readonly TitlePart[], columns: number, isAscii: boolean): readonly TitlePart[] {
	const first = parts[0]!;
	const kept = new Set([first]);
	for (const part of parts.slice(1).toSorted((a, b) => a.rank - b.rank)) {
		kept.add(part);
		if (titleColumns(parts.filter(each => kept.has(each))) > columns) {
			kept.delete(part);
		}
	}

	return kept.size === 1
		? [{...first, text: clip(first.text, columns, {ascii: isAscii})}]
		: parts.filter(part => kept.has(part));
}

/** Cells of the title. */
export function titleColumns(parts: readonly TitlePart[]): number {
	return columnsOf(titleText(parts));
}

/** The title as one text, each part as `paint` gives it. */
export function titleText(parts: readonly TitlePart[], paint: (part: TitlePart) => string = ({text}) => text): string {
	return parts.map((part, index) => `${index === 0 ? '' : gapBefore(part)}${paint(part)}`).join('');
}

function gapBefore({near}: TitlePart): string {
	return near === true ? ' ' : '  ';
}

/** The listener of the chosen connection, else the endpoint itself: a server's title tells of the server. */
function mainEndpoint(here: readonly EndpointSummary[], current: string | undefined): EndpointSummary | undefined {
	const chosen = here.find(({name}) => name === current) ?? here.at(-1);
	if (chosen?.side !== 'server') {
		return chosen;
	}

	const dot = chosen.name.lastIndexOf('.');
	return here.find(({name}) => dot !== -1 && name === chosen.name.slice(0, dot)) ?? chosen;
}

function endpointParts(shown: EndpointSummary, {signs}: Pick<Theme, 'signs'>): TitlePart[] {
	return [
		{text: shown.name, rank: 1},
		{...addressText(shown, signs.to), rank: 2, near: true},
		...optional(shown.service, 4).map(part => ({...part, near: true})),
		...optional(shown.note, 7),
		...optional(shown.exposed ? 'open to the network' : '', 1, 'warn', 'exposed'),
		shown.isListener && ['listening', 'bound', 'open'].includes(shown.state)
			? {text: `${formatCount(shown.open)} open`, rank: 3}
			: {text: shown.state, rank: 3, tone: stateTone(shown.state)},
		...optional(shown.held && shown.state !== 'held' ? 'held' : '', 1, 'warn'),
		...optional(shown.dropped > 0 ? `${formatCount(shown.dropped)} dropped` : '', 0, 'warn'),
		...optional(shown.queued_bytes > 0 ? `${formatSize(shown.queued_bytes)} queued` : '', 1, 'warn'),
	];
}

function trafficParts(shown: EndpointSummary): TitlePart[] {
	return [
		{...flow('in', shown.in_bytes, shown.in_bytes_per_second), rank: 5, tone: toneOfFlow(shown.side, 'in')},
		{...flow('out', shown.out_bytes, shown.out_bytes_per_second), rank: 5, tone: toneOfFlow(shown.side, 'out')},
		...optional(rttText(shown), 6),
	];
}

function flow(word: string, bytes: number, bytes_per_second: number): {readonly text: string; readonly short?: string} {
	const short = `${word} ${formatSize(bytes)}`;
	return bytes_per_second === 0 ? {text: short} : {text: `${short} ${formatSize(bytes_per_second)}/s`, short};
}

function lostParts(count: number): TitlePart[] {
	return count === 0
		? []
		: [{text: `${formatCount(count)} earlier not kept`, short: `${formatCount(count)} not kept`, rank: 6, tone: 'warn'}];
}

function optional(text: string, rank: number, tone?: Tone, short?: string): TitlePart[] {
	return text === '' ? [] : [{text, rank, ...(tone !== undefined && {tone}), ...(short !== undefined && {short})}];
}

function stateTone(state: EndpointSummary['state']): Tone {
	if (['listening', 'bound', 'open'].includes(state)) {
		return 'plain';
	}

	if (state === 'failed' || state === 'reset') {
		return 'error';
	}

	return state === 'closed' ? 'dim' : 'warn';
}

/** Short, loopback goes without saying, and TCP where a client leads. */
function addressText(
	{side, transport, local, remote}: EndpointSummary,
	to: string,
): {readonly text: string; readonly short?: string} {
	const target = (address: string) => side === 'server' || remote === '' ? address : `${to} ${address}`;
	const address = side === 'server' || remote === '' ? local : remote;
	if (transport === 'unix') {
		return {text: target(address)};
	}

	const short = target(shortAddress(address));
	return {
		text: `${transport} ${target(address)}`.trimEnd(),
		short: side === 'client' && transport === 'tcp' ? short : `${transport} ${short}`.trimEnd(),
	};
}

/** The one that matters least; of equals the last. */
function pickWorst(parts: readonly TitlePart[]): TitlePart | undefined {
	const highest = Math.max(...parts.map(({rank}) => rank));
	return parts.findLast(({rank}) => rank === highest);
}
