import type {Conditions} from './conditions/table.ts';
import type {DatagramLink} from './datagram-link.ts';
import {seededRandom} from './random.ts';
import type {StreamLink} from './stream-link.ts';

/** The end of the connection that bytes go to. */
export type LinkDirection = 'server' | 'client';

/** What was asked for one direction. */
export type LinkRequest = {readonly conditions: Conditions; readonly seed: string};
/** What was asked for each direction. */
export type LinkRequests = Partial<Record<LinkDirection, LinkRequest | undefined>>;

/**
Which direction of which link: `side` is the end that the link is at; `key` tells the connections of one listener apart.
*/
type LinkPlace = {readonly side: LinkDirection; readonly direction: LinkDirection; readonly key: string};

/**
Puts a direction's conditions into effect, or ends them.

Random numbers depend on the seed, the direction and `key`, not on the end that the link is at: the same link at the
other end decides the same.
*/
export function applyLink(
	link: StreamLink | DatagramLink,
	request: LinkRequest | undefined,
	{side, direction, key}: LinkPlace,
): void {
	const {conditions, seed = ''} = request ?? {};
	const randomFor = (condition: string) => seededRandom(seed, key, direction, condition);
	link.setConditions(side === direction ? 'in' : 'out', conditions, randomFor);
}
