import {isUpstreamName, upstreamName} from '../core/relay-leg.ts';
import type {RecordedEnds} from './recorded-ends.ts';
import {otherEnd, type PlacedCall, type Role} from './recorded-call.ts';
import type {RecordedEnd, RecordedTransport} from './recorded-end.ts';

/** A recorded conversation, as the end that is to be played saw it. */
export type Conversation = {
	/** Of the end that is played where the recording tells of it, else of its other end. */
	readonly name: string;
	/** Every name that a line may know it by: of its ends, and of the listener that accepted it. */
	readonly names: ReadonlySet<string>;
	readonly transport: RecordedTransport;
	/** The address of its server. */
	readonly server: string | undefined;
	readonly calls: readonly PlacedCall[];
	/** Bytes of it that are not in the recording. */
	readonly missing_bytes: number;
};

/**
The conversations of a recording for whoever plays one of their ends. Both legs of a relay carry the same: a client is
played to the relay's server, a server to its client.
*/
export function conversationsOf(ends: RecordedEnds, role: Role): Conversation[] {
	const seen = new Set<RecordedEnd>();
	const pairs: RecordedEnd[][] = [];
	for (const end of ends.all()) {
		const partner = ends.partner(end);
		if (seen.has(end)) {
			continue;
		}

		pairs.push(partner === undefined ? [end] : [end, partner]);
		seen.add(end);
		if (partner !== undefined) {
			seen.add(partner);
		}
	}

	return withoutOtherLegs(pairs, role).map(pair => conversationOf(pair, role));
}

function withoutOtherLegs(pairs: readonly RecordedEnd[][], role: Role): RecordedEnd[][] {
	const names = new Set(pairs.flat().map(({name}) => name));
	const hasName = (pair: readonly RecordedEnd[], fits: (name: string) => boolean) => pair.some(({name}) => fits(name));
	const isOut = (name: string) => isUpstreamName(name) && names.has(name.replace(/\.out\d*$/v, ''));
	return pairs.filter(pair => role === 'client'
		? !hasName(pair, name => names.has(upstreamName(name)))
		: !hasName(pair, isOut));
}

function conversationOf(pair: readonly RecordedEnd[], role: Role): Conversation {
	const played = pair.find(({side}) => side === role);
	const told = played ?? pair[0]!;
	return {
		name: told.name,
		names: new Set(pair.flatMap(({name}) => namesOf(name))),
		transport: pair.map(({transport}) => transport).find(transport => transport !== undefined),
		server: pair.map(({server}) => server).find(server => server !== undefined),
		calls: played === undefined ? otherEnd(told.calls) : callsOf(played, pair),
		missing_bytes: told.missing_bytes,
	};
}

/** `s1.2.out` is also known as `s1.2`, the relay's other leg, and as `s1`, which accepted that. */
function namesOf(name: string): string[] {
	const accepted = isUpstreamName(name) ? name.replace(/\.out\d*$/v, '') : name;
	return [name, accepted, accepted.replace(/\.\d+$/v, '')];
}

/** A hexdump tells what crosses within the process once, at the send: it was received at the other end. */
function callsOf(played: RecordedEnd, pair: readonly RecordedEnd[]): readonly PlacedCall[] {
	if (pair.some(({calls}) => calls.some(({call}) => call.kind === 'recv'))) {
		return played.calls;
	}

	const sent = pair.filter(end => end !== played).flatMap(({calls}) => calls.filter(({call}) => call.kind === 'send'));
	return [...played.calls, ...otherEnd(sent)].toSorted((one, other) => one.order - other.order);
}
