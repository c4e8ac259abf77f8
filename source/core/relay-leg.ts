/**
The two legs of a relayed conversation: the accepted connection `s1.1`, and `s1.1.out`, which the relay opened for it.
The same bytes cross both.
*/
import type {LabEvent} from './events.ts';

/** The name of the connection that a relay opens for an accepted one. */
export function upstreamName(accepted: string): string {
	return `${accepted}.out`;
}

/** A number follows where the name was taken. An address or a path is no name: those have colons or slashes. */
const upstream = /^[^\/:@]+\.\d+\.out\d*$/v;

/** Whether a relay opened the endpoint with this name. Asked for every block: few need the expression. */
export function isUpstreamName(name: string): boolean {
	return name.includes('.out') && upstream.test(name);
}

/** Whether an event happened on the leg that a relay opened, at either end of it. */
export function isUpstream({endpoint, peer}: Pick<LabEvent, 'endpoint' | 'peer'>): boolean {
	return isUpstreamName(endpoint) || (peer !== undefined && isUpstreamName(peer));
}
