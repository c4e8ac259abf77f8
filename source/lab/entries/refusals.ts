import type {Fact} from '../../core/events.ts';
import {limits} from '../../core/limits.ts';
import type {StreamEndpoint, StreamObserver} from '../../core/network.ts';
import {formatCount} from '../../core/quantities.ts';
import type {Output} from '../output.ts';

/** Of a connection that is closed at once. */
const unobserved: StreamObserver = {
	fact: () => undefined,
	received: () => undefined,
	ended: () => undefined,
	drained: () => undefined,
	closed: () => undefined,
};

/** Connections of a listener that are closed at once, because they would only wait to be read: the output is full. */
export class Refusals {
	readonly #output: Pick<Output, 'room'>;
	readonly #tell: (fact: Fact) => void;
	/** Since the last report. */
	#count = 0;

	constructor(output: Pick<Output, 'room'>, tell: (fact: Fact) => void) {
		this.#output = output;
		this.#tell = tell;
	}

	/** Closes a connection; all such are reported together when the output has room again. */
	refuse(endpoint: StreamEndpoint): StreamObserver {
		this.#count++;
		if (this.#count === 1) {
			void this.#output.room()?.then(() => {
				this.report();
			});
		}

		// The network observes it first.
		setImmediate(() => {
			endpoint.destroy();
		});
		return unobserved;
	}

	/** Reports how many were closed, if any were. */
	report(): void {
		const count = this.#count;
		this.#count = 0;
		if (count > 0) {
			const message = [
				`${formatCount(count)} accepted and closed at once: the output was full`,
				`${formatCount(limits.unread_connections)} connections were waiting to be read`,
			].join(', and ');
			this.#tell({event: 'refused', call: 'accept', result: count, message});
		}
	}
}
