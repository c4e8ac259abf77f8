import type {Fact, Side} from '../../core/events.ts';
import {isUpstreamName} from '../../core/relay-leg.ts';
import {isName} from '../endpoint-name.ts';
import {forgetFirst} from './forget-first.ts';
import type {RecordedSource, ReplayStep} from './steps.ts';

/** The endpoints that a recording names, as many as are remembered. */
export class RecordedSources {
	readonly #known = new Map<string, RecordedSource>();
	readonly #paired = new Set<string>();
	readonly #datagrams = new Set<string>();

	/** Who told this fact, and what was learnt with it: `peer` is the name of an endpoint, or an address. */
	from(
		name: string,
		fact: Fact,
		peer?: string,
	): {readonly source: RecordedSource; readonly steps: readonly ReplayStep[]} {
		if (fact.event === 'socket') {
			// A name that is used again is another endpoint.
			this.#known.delete(name);
			if (fact.args?.includes('SOCK_DGRAM') === true) {
				this.#datagrams.add(name);
				forgetFirst(this.#datagrams);
			}
		}

		const source = this.#source(name, fact);
		const key = peer === undefined ? '' : [name, peer].toSorted().join(' ');
		if (peer === undefined || !isName(peer) || peer === 'unnamed' || this.#paired.has(key)) {
			return {source, steps: []};
		}

		this.#paired.add(key);
		forgetFirst(this.#paired);
		return {source, steps: [{kind: 'pair', sources: [source, this.#source(peer, {event: 'note'})]}]};
	}

	#source(name: string, {event, local, remote}: Fact): RecordedSource {
		const known = this.#known.get(name);
		if (known !== undefined) {
			return known;
		}

		const isDatagram = this.#datagrams.has(name) || this.#datagrams.has(name.split('.', 1)[0]!);
		const made: RecordedSource = {
			name,
			side: sideOf(name, event),
			...(local !== undefined && {local}),
			...(remote !== undefined && {remote}),
			...(isDatagram && {datagram: true}),
		};
		this.#known.set(name, made);
		forgetFirst(this.#known);
		return made;
	}
}

const serverEvents = new Set(['bind', 'listen', 'accept']);

/** `s1` and `s1.2` are servers' names, `s1.2.out` is a relay's client; others are told by their first call. */
function sideOf(name: string, event: string): Side {
	if (isUpstreamName(name)) {
		return 'client';
	}

	const isServerName = /^s\d/v.test(name) || /^[^.]+\.\d+$/v.test(name);
	return isServerName || serverEvents.has(event) ? 'server' : 'client';
}
