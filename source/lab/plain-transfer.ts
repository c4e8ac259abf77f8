/** Sends and recvs that differ from each other in a few numbers only. */
import type {LabEvent} from '../core/events.ts';

/** A send or recv of one piece, of which all was taken or given: its numbers but `asked` of a recv are five. */
export function isPlainTransfer({event, data, bytes, asked, result, offset}: LabEvent): boolean {
	if (data?.length !== 1 || bytes !== data[0]!.length || result !== bytes || offset === undefined) {
		return false;
	}

	return event === 'send' ? asked === bytes : event === 'recv' && asked !== undefined;
}

/** Whether two sends, or two recvs, of one endpoint differ in nothing but their numbers. */
export function areAlike(one: LabEvent, other: LabEvent): boolean {
	return (one.event === 'send' || one.asked === other.asked)
		&& one.remote === other.remote
		&& one.peer === other.peer
		&& one.call === other.call
		&& one.side === other.side
		&& one.datagram === other.datagram
		&& one.rawAs === other.rawAs
		&& one.isShownAtPeer === other.isShownAtPeer
		&& one.local === other.local
		&& one.link === other.link
		&& one.link_us === other.link_us
		&& one.direction === other.direction
		&& one.queued === other.queued
		&& one.elapsed_us === other.elapsed_us
		&& one.message === other.message
		&& one.args === other.args
		&& one.errno === other.errno
		&& one.retried === other.retried
		&& one.mark === other.mark;
}
