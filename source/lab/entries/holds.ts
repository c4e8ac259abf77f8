/**
Why recv is not called: the person asked, a service whose peer does not read, an output that is full, or the connection
has not started.
*/
export type HoldReason = 'person' | 'service' | 'output' | 'start';

type Endpoint = {hold(): void; resume(): void};

const begun: readonly HoldReason[] = ['start'];

/** Everybody who asked that recv not be called. It is called when nobody does any more. */
export class Holds {
	/** Replaced when one comes or goes: most connections only ever have these first ones. */
	#reasons: readonly HoldReason[] = begun;

	has(reason: HoldReason): boolean {
		return this.#reasons.includes(reason);
	}

	add(reason: HoldReason): void {
		this.#reasons = this.has(reason) ? this.#reasons : [...this.#reasons, reason];
	}

	delete(reason: HoldReason): void {
		this.#reasons = this.has(reason) ? this.#reasons.filter(each => each !== reason) : this.#reasons;
	}

	applyTo(endpoint: Endpoint | undefined): void {
		if (this.#reasons.length > 0) {
			endpoint?.hold();
		} else {
			endpoint?.resume();
		}
	}
}
