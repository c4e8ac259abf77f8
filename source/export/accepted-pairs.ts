/** Which connect led to which accept, where both are in the log. */
import type {LabEvent} from '../core/events.ts';
import {withoutMapping} from '../core/ip.ts';

/** Each accept with its connect. Clients of a Unix socket have no address: they are accepted in their order. */
export function acceptedPairs(events: readonly LabEvent[]): Map<LabEvent, LabEvent> {
	const pairs = new Map<LabEvent, LabEvent>();
	const waiting = new Map<string, LabEvent[]>();
	for (const event of events) {
		const key = keyOf(event);
		if (key === undefined) {
			continue;
		}

		const others = waiting.get(key) ?? [];
		const [first] = others;
		if (first === undefined || first.event === event.event) {
			waiting.set(key, [...others, event]);
			continue;
		}

		waiting.set(key, others.slice(1));
		const [accept, connect] = event.event === 'accept' ? [event, first] : [first, event];
		pairs.set(accept, connect);
	}

	return pairs;
}

/**
The order in which a program can repeat it: a connect is logged when it has returned, with the bind before it, which may
be after the accept that it led to, and accept waits for it.
*/
export function connectsFirst(
	events: readonly LabEvent[],
	pairs: ReadonlyMap<LabEvent, LabEvent>,
): readonly LabEvent[] {
	const late = new Map<LabEvent, readonly LabEvent[]>();
	for (const [accept, connect] of pairs) {
		if (!(accept.seq < connect.seq)) {
			continue;
		}

		const own = events.slice(events.indexOf(accept), events.indexOf(connect) + 1);
		late.set(accept, own.filter(({endpoint}) => endpoint === connect.endpoint));
	}

	const moved = new Set(late.values().toArray().flat());
	return events.flatMap(event => [...late.get(event) ?? [], ...moved.has(event) ? [] : [event]]);
}

/** The addresses of client and server, of a call that succeeded. */
function keyOf({event, local = '', remote = '', errno}: LabEvent): string | undefined {
	if (errno !== undefined || (event !== 'accept' && event !== 'connect')) {
		return undefined;
	}

	return withoutMapping(event === 'accept' ? `${remote} ${local}` : `${local} ${remote}`);
}
