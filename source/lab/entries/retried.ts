import type {Fact} from '../../core/events.ts';

/** A bind that found its port in use where the next port is tried: nobody has to do anything. Any other as it is. */
export function retriedFact(fact: Fact, triesNext: boolean): Fact {
	if (!triesNext || fact.errno !== 'EADDRINUSE') {
		return fact;
	}

	const {message, ...rest} = fact;
	return {...rest, retried: true};
}
