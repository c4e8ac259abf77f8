/**
Which endpoints a frame tells of: what a screen shows and what its keys reach, so that a frame costs the same however
many there are.
*/
import type {Side} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {Current} from '../lab/current.ts';
import type {Entry} from '../lab/entries/entry.ts';
import type {Registry} from '../lab/registry.ts';
import type {Unlisted} from './frame.ts';

/**
All of them while they are few. Else of each side, in the order they were made: its newest listeners, the current
endpoint with what accepted it and the conversations around it, those that wait and who spoke last, and the first and
the last conversation, which a choice that goes round comes to.
*/
export function shownEntries(registry: Registry, current: Pick<Current, Side>): Entry[] {
	if (registry.size <= limits.frame_endpoints) {
		return registry.all();
	}

	const shown = new Set([
		...shownOfSide(registry, 'server', current.server),
		...shownOfSide(registry, 'client', current.client),
	]);
	return [...shown].toSorted((one, other) => registry.orderOf(one) - registry.orderOf(other));
}

/** Conversations of each side that are there and not among the entries. */
export function unlistedOf({sides, speakers}: Registry, entries: readonly Entry[]): Readonly<Record<Side, Unlisted>> {
	const unlisted = (side: Side) => {
		const {conversations} = sides[side];
		const listed = entries.filter(entry => conversations.has(entry));
		const waiting = listed.filter(entry => speakers.unseen_bytes(entry) > 0);
		return {open: conversations.size - listed.length, waiting: speakers.waitingCount(side) - waiting.length};
	};

	return {server: unlisted('server'), client: unlisted('client')};
}

function shownOfSide(registry: Registry, side: Side, name: string | undefined): Entry[] {
	const {listeners, conversations} = registry.sides[side];
	const chosen = name === undefined ? undefined : registry.get(name);
	const middle = chosen !== undefined && conversations.has(chosen) ? chosen : conversations.first;
	return [
		...listeners.backward().take(limits.frame_listeners),
		ownerOf(registry, chosen),
		chosen,
		...neighbours(registry, side, middle),
		...registry.speakers.waiting(side).take(limits.frame_waiting),
		registry.speakers.last(side),
		conversations.first,
		conversations.last,
	].filter((entry): entry is Entry => entry?.side === side);
}

/** What accepted a connection, or heard a peer. */
function ownerOf(registry: Registry, entry: Entry | undefined): Entry | undefined {
	return entry?.listener === undefined ? undefined : registry.get(entry.listener);
}

function neighbours(registry: Registry, side: Side, middle: Entry | undefined): Entry[] {
	const {conversations} = registry.sides[side];
	return middle === undefined
		? []
		: [
			...conversations.backward(middle).take(limits.frame_neighbours),
			middle,
			...conversations.after(middle).take(limits.frame_neighbours),
		];
}
