/**
Why recv is not called: the person asked, a service whose peer does not read, an output that is full, or the connection
has not started.
*/
export type HoldReason = 'person' | 'service' | 'output' | 'start';

type Endpoint = {hold(): void; resume(): void};

/** Everybody who asked that recv not be called. It is called when nobody does any more. */
export class Holds {
	readonly #reasons = new Set<HoldReason>(['start']);

	has(reason: HoldReason): boolean {
		return this.#reasons.has(reason);
	}

	add(reason: HoldReason): void {
		this.#reasons.add(reason);
	}

	delete(reason: HoldReason): void {
		this.#reasons.delete(reason);
	}

	applyTo(endpoint: Endpoint | undefined): void {
		if (this.#reasons.size > 0) {
			endpoint?.hold();
		} else {
			endpoint?.resume();
		}
	}
}
