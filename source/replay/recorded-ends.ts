import type {Fact} from '../core/events.ts';
import type {RecordedSource, ReplayStep} from '../formats/read/steps.ts';
import type {Placed, PlacedCall} from './recorded-call.ts';
import {RecordedEnd} from './recorded-end.ts';

/** Calls of a listener; what it accepts makes others. */
const listening = new Set<string>(['bind', 'listen', 'accept']);

/**
Collects what a recording tells, end by end, in copies of its bytes. A UDP socket has an end for each address it speaks
with.
*/
export class RecordedEnds {
	/** Bytes taken so far. */
	bytes = 0;
	readonly #ends = new Map<RecordedSource, Map<string, RecordedEnd>>();
	readonly #pairs = new Map<RecordedSource, RecordedSource>();
	/** Accepted, and not told of since. */
	readonly #accepted = new Map<string, PlacedCall>();
	#order = 0;

	take(step: ReplayStep): void {
		if (step.kind === 'pair') {
			const [one, other] = step.sources;
			this.#pairs.set(one, other);
			this.#pairs.set(other, one);
		} else if (step.kind === 'event') {
			this.#order++;
			this.bytes += step.bytes?.length ?? 0;
			const bytes = step.bytes === undefined ? undefined : Uint8Array.from(step.bytes);
			this.#event(step.source, step.fact, bytes, {order: this.#order, time_us: step.time ?? 0});
		}
	}

	/** In the order of their first calls. */
	all(): RecordedEnd[] {
		return this.#ends.values().flatMap(ends => ends.values()).filter(end => end.hasSpoken).toArray()
			.toSorted((one, other) => one.calls[0]!.order - other.calls[0]!.order);
	}

	/** The other end of the same conversation, where the recording tells of it, too. */
	partner({source}: RecordedEnd): RecordedEnd | undefined {
		const other = this.#pairs.get(source);
		return other === undefined ? undefined : this.#ends.get(other)?.values().find(end => end.hasSpoken);
	}

	#event(source: RecordedSource, fact: Fact, bytes: Uint8Array | undefined, placed: Placed): void {
		if (fact.event === 'accept' && typeof fact.result === 'string' && fact.errno === undefined) {
			this.#accepted.set(fact.result, {...placed, call: {kind: 'open'}});
		}

		if (source.side !== 'server' || !listening.has(fact.event)) {
			this.#endOf(source, source.datagram === true ? fact.remote : undefined).take(fact, bytes, placed);
		}
	}

	#endOf(source: RecordedSource, remote: string | undefined): RecordedEnd {
		const ends = this.#ends.get(source) ?? new Map<string, RecordedEnd>();
		this.#ends.set(source, ends);
		const known = ends.get(remote ?? '');
		if (known !== undefined) {
			return known;
		}

		const end = new RecordedEnd(source, remote);
		ends.set(remote ?? '', end);
		const accepted = this.#accepted.get(source.name);
		if (accepted !== undefined) {
			this.#accepted.delete(source.name);
			end.calls.push(accepted);
		}

		return end;
	}
}
