import {limits} from '../core/limits.ts';
import {formatCount, formatSize} from '../core/quantities.ts';
import type {QueueShare} from '../core/queue-budget.ts';
import type {StreamPipe} from './stream-pipe.ts';

/** What a link holds on its way out. */
type Held = Pick<StreamPipe, 'held_bytes' | 'waiting_pieces'>;

const nothing: Held = {held_bytes: 0, waiting_pieces: 0};

/** Why a stream's link has no room for so many bytes more; undefined when it has. `share`: of the session's queues. */
export function lackOfRoom(length: number, pipe: Held | undefined, share: QueueShare | undefined): string | undefined {
	if (share?.allows(length) === false) {
		const [session, own] = [formatSize(limits.session_queue_bytes), formatSize(limits.session_share_bytes)];
		return `${session} wait in this session already: a connection may have ${own} waiting`;
	}

	const {held_bytes, waiting_pieces} = pipe ?? nothing;
	if (held_bytes > 0 && held_bytes + length > limits.queue_bytes) {
		return `the link holds ${limits.queue_bytes} bytes at the most`;
	}

	return waiting_pieces < limits.queue_pieces
		? undefined
		: `the link holds ${formatCount(limits.queue_pieces)} sends at the most`;
}
