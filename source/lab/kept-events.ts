import type {LabEvent} from '../core/events.ts';
import type {Journal} from './journal.ts';

/**
Every event that the journal still has, in order: the lines of both logs, and the blocks, also where the lines of many
are folded into one.
*/
export function keptEvents(journal: Journal): readonly LabEvent[] {
	const {server, client, raw} = journal.tracks;
	const events = new Map<number, LabEvent>();
	for (const log of [server, client]) {
		for (let place = log.first; place < log.end; place++) {
			const {event} = log.at(place)!;
			events.set(event.seq, event);
		}
	}

	for (let place = raw.first; place < raw.end; place++) {
		const event = raw.at(place)!;
		events.set(event.seq, event);
	}

	return events.values().toArray().toSorted((one, other) => one.seq - other.seq);
}

/** Whether the journal still has an event of an endpoint of this name. */
export function hasEventOf({tracks: {server, client, raw}}: Journal, name: string): boolean {
	for (const log of [server, client]) {
		for (let place = log.first; place < log.end; place++) {
			if (log.at(place)!.event.endpoint === name) {
				return true;
			}
		}
	}

	for (let place = raw.first; place < raw.end; place++) {
		if (raw.at(place)!.endpoint === name) {
			return true;
		}
	}

	return false;
}
