import {chanceOf} from './chance.ts';
import type {Conditions} from './conditions.ts';
import type {DatagramLink} from './datagram-link.ts';
import type {StreamLink} from './stream-link.ts';

/** Where bytes go. */
export type Toward = 'server' | 'client';

/** What was asked for each direction. */
export type LinkSettings = Readonly<Partial<Record<Toward, {readonly conditions: Conditions; readonly seed: string} | undefined>>>;

/**
Puts a direction's conditions into effect, or ends them.

The seed is told apart by direction and by `key`, not by the end the link is at: the same link at the other end decides the same fates.
*/
export function applyLink(link: StreamLink | DatagramLink, side: Toward, toward: Toward, settings: LinkSettings, key: string): void {
	const wanted = settings[toward];
	link.setConditions(side === toward ? 'in' : 'out', wanted?.conditions, condition => chanceOf(wanted?.seed ?? '', key, toward, condition));
}
