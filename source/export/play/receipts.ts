/** What came to the endpoints of a session: bytes, and ends of what comes. */
import type {LabEvent} from '../../core/events.ts';
import type {End} from './ends.ts';

export type Ending = 'close' | 'reset' | 'refused' | 'timeout';

/** Whether an endpoint's user got these bytes. */
export function isReceived({event, data, link, direction}: LabEvent): boolean {
	const isPlain = event === 'recv' && link === undefined;
	return data !== undefined && (isPlain || (event === 'delivered' && direction === 'in'));
}

/** How what comes to an endpoint ends with this event. */
export function endingOf(event: LabEvent, {isDatagram}: End): Ending | undefined {
	const {errno, data, direction, link, result} = event;
	if (errno === 'ECONNRESET' || errno === 'EPIPE') {
		return event.event === 'recv' ? 'reset' : undefined;
	}

	if (event.event === 'timeout' || errno === 'ETIMEDOUT') {
		return 'timeout';
	}

	if (errno === 'ECONNREFUSED' && event.event === 'recv') {
		return 'refused';
	}

	const isPlainFin = event.event === 'recv' && result === 0 && link === undefined;
	const isFin = isPlainFin || (event.event === 'delivered' && direction === 'in');
	return isFin && data === undefined && !isDatagram ? 'close' : undefined;
}
