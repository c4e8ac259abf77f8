import {conditionsText} from './conditions/table.ts';
import type {LinkRequest, LinkRequests} from './link.ts';
import {tallyText, type Tally} from './impairments.ts';

/**
The conditions in effect and what they did so far: `link delay=50ms to=server, dropped 3`; empty where there are none.
*/
export function linkText({server, client}: LinkRequests, tally?: Tally): string {
	const toServer = requestText(server);
	const toClient = requestText(client);
	const apart = joined(directed(toServer, 'server'), directed(toClient, 'client'));
	const conditions = toServer === toClient ? toServer : apart;
	const done = tally === undefined ? '' : tallyText(tally);
	return joined(conditions === '' ? '' : `link ${conditions}`, done);
}

function directed(conditions: string, to: string): string {
	return conditions === '' ? '' : `${conditions} to=${to}`;
}

function joined(...parts: readonly string[]): string {
	return parts.filter(part => part !== '').join(', ');
}

/** One direction's conditions as they would be typed again, with the seed where a condition is random. */
export function requestText(request: LinkRequest | undefined): string {
	if (request === undefined) {
		return '';
	}

	const seed = request.seed === '' ? '' : `seed=${request.seed}`;
	return [conditionsText(request.conditions), seed].filter(part => part !== '').join(' ');
}
