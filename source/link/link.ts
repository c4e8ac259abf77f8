import type {Conditions} from './conditions/table.ts';
import type {DatagramLink} from './datagram-link.ts';
import {seededRandom} from './random.ts';
import type {StreamLink} from './stream-link.ts';

/** Where bytes go. */
export type Toward = 'server' | 'client';

/** What was asked for one direction. */
export type LinkWish = {readonly conditions: Conditions; readonly seed: string};
/** What was asked for each direction. */
export type LinkWishes = Partial<Record<Toward, LinkWish | undefined>>;

/**
Puts a direction's conditions into effect, or ends them.

`from` is the side that the link's user is on. The seed is told apart by direction and by `key`, not by the end the link is at: the same link at the other end decides the same.
*/
export function applyLink(link: StreamLink | DatagramLink, wish: LinkWish | undefined, {from, toward, key}: {readonly from: Toward; readonly toward: Toward; readonly key: string}): void {
	link.setConditions(from === toward ? 'in' : 'out', wish?.conditions, condition => seededRandom(wish?.seed ?? '', key, toward, condition));
}
