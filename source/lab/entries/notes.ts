/**
What lists and titles say of an entry besides its state, addresses and bytes; an empty text where there is nothing to
say.
*/
import type {Address} from '../../core/address.ts';
import type {Waiting} from '../../core/network.ts';
import {formatCount, formatSize} from '../../core/quantities.ts';

export function openNote(connections: number): string {
	return `${connections} open`;
}

export function heldNote(isHeld: boolean): string {
	return isHeld ? 'held' : '';
}

/** Of a listener whose accept is held: `4 of 4 waiting`. */
export function backlogNote(waiting: Waiting | undefined): string {
	return waiting === undefined
		? ''
		: `${formatCount(waiting.connections)} of ${formatCount(waiting.max_connections)} waiting`;
}

/** Of what is held: `12 KiB unread`. */
export function unreadNote(unread_bytes: number | undefined): string {
	return unread_bytes === undefined || unread_bytes === 0 ? '' : `${formatSize(unread_bytes)} unread`;
}

export function queuedNote(queued_bytes: number): string {
	return queued_bytes > 0 ? `${formatSize(queued_bytes)} queued` : '';
}

export function droppedNote(dropped: number): string {
	return dropped > 0 ? `${formatCount(dropped)} dropped by the system` : '';
}

/** IPv6 wildcards take IPv4 too unless they were opened for IPv6 alone (ipv6(7)). */
export function familyNote(address: Address): string {
	const isWildcard = address.transport !== 'unix' && ['::', '*'].includes(address.host);
	return isWildcard ? {4: '', 6: 'v6 only', both: 'dual stack'}[address.family ?? 'both'] : '';
}
