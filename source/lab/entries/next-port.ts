import type {Fact} from '../../core/events.ts';

/** A bind that found its port in use, as it is told where the next port is tried then; any other fact as it is. */
export function retriedAt(nextPort: number | undefined, fact: Fact): Fact {
	return nextPort === undefined || fact.errno !== 'EADDRINUSE'
		? fact
		: {...fact, retried: true, message: `in use; ${nextPort} is tried next`};
}
