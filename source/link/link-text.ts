import {formatCount} from '../core/quantities.ts';
import {conditionsText} from './conditions/table.ts';
import type {LinkRequest, LinkRequests} from './link.ts';
import {newTally, type Tallies, type Tally} from './impairments.ts';

/** A link in effect. Plain data. */
export type LinkSummary = {
	/** Its conditions as they would be typed, without the seed: `delay=50ms loss=20%`. */
	readonly text: string;
	/** The same with its seed. */
	readonly seeded: string;
	/** `lost 8/40 out 3/32 in` and `doubled 2 out`; empty until a datagram came to it. */
	readonly counts: readonly string[];
	/** What it has done so far to what went out from this end, and to what came in. */
	readonly out: Readonly<Tally>;
	readonly in: Readonly<Tally>;
};

/** Nothing where no direction has conditions. */
export function linkSummary(requests: LinkRequests, tallies?: Tallies): LinkSummary | undefined {
	const text = bothDirections(requests, request => conditionsText(request.conditions));
	if (text === '') {
		return undefined;
	}

	const {out, in: incoming} = tallies ?? {out: newTally(), in: newTally()};
	const counts = countTexts({out, in: incoming});
	return {text, seeded: bothDirections(requests, requestText), counts, out: {...out}, in: {...incoming}};
}

/**
The conditions in effect and what they did so far: `link loss=20% seed=a, out 8 of 40 lost, in 3 of 32 lost`; empty
where there is nothing to tell.
*/
export function linkText(requests: LinkRequests, tallies?: Tallies): string {
	if (isIdle(requests, tallies)) {
		return '';
	}

	const conditions = bothDirections(requests, requestText);
	return joined(conditions === '' ? '' : `link ${conditions}`, ...(tallies === undefined ? [] : tallyTexts(tallies)));
}

/** Most endpoints have no link and never had one: each frame asks all of them. */
function isIdle({server, client}: LinkRequests, tallies: Tallies | undefined): boolean {
	const total = tallies === undefined ? 0 : tallies.out.total + tallies.in.total;
	return server === undefined && client === undefined && total === 0;
}

/** `out 8 of 40 lost, 2 doubled` and `in 3 of 32 lost`, each once a datagram came to it. */
export function tallyTexts({out, in: incoming}: Tallies): string[] {
	return [tallyText('out', out), tallyText('in', incoming)].filter(text => text !== '');
}

/** What was lost, of how many; then whatever else happened to datagrams. */
function countTexts(tallies: Tallies): string[] {
	const lost = directions
		.filter(direction => tallies[direction].total > 0)
		.map(direction => {
			const {dropped, total} = tallies[direction];
			return `${formatCount(dropped)}/${formatCount(total)} ${direction}`;
		});
	const others = names.map(([key, name]) => {
		const counts = directions
			.filter(direction => tallies[direction][key] > 0)
			.map(direction => `${formatCount(tallies[direction][key])} ${direction}`);
		return [name, ...counts];
	});
	return [['lost', ...lost], ...others].filter(words => words.length > 1).map(words => words.join(' '));
}

/** One direction's conditions as they would be typed again, with the seed where a condition is random. */
export function requestText(request: LinkRequest): string {
	const seed = request.seed === '' ? '' : `seed=${request.seed}`;
	return [conditionsText(request.conditions), seed].filter(part => part !== '').join(' ');
}

const directions = ['out', 'in'] as const;
const names = [['duplicated', 'doubled'], ['reordered', 'reordered'], ['corrupted', 'corrupted']] as const;

function tallyText(direction: 'out' | 'in', tally: Tally): string {
	const found = names.filter(([key]) => tally[key] > 0);
	const others = found.map(([key, name]) => `${formatCount(tally[key])} ${name}`);
	const lost = `${direction} ${formatCount(tally.dropped)} of ${formatCount(tally.total)} lost`;
	return tally.total === 0 ? '' : joined(lost, ...others);
}

function bothDirections({server, client}: LinkRequests, textOf: (request: LinkRequest) => string): string {
	const toServer = server === undefined ? '' : textOf(server);
	const toClient = client === undefined ? '' : textOf(client);
	return toServer === toClient ? toServer : joined(directed(toServer, 'server'), directed(toClient, 'client'));
}

function directed(conditions: string, to: string): string {
	return conditions === '' ? '' : `${conditions} to=${to}`;
}

function joined(...parts: readonly string[]): string {
	return parts.filter(part => part !== '').join(', ');
}
