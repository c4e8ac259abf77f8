import {limits} from './limits.ts';

/** Counts the bytes queued in all connections of a session. */
export class QueueBudget {
	total_bytes = 0;

	/** The counter of one connection, initially 0. */
	share(): QueueShare {
		return new QueueShare(this);
	}
}

/** Counts the bytes queued in one connection. */
export class QueueShare {
	readonly #budget: QueueBudget;
	#waiting_bytes = 0;

	constructor(budget: QueueBudget) {
		this.#budget = budget;
	}

	/** Sets the bytes queued now. */
	set(waiting_bytes: number): void {
		this.#budget.total_bytes += waiting_bytes - this.#waiting_bytes;
		this.#waiting_bytes = waiting_bytes;
	}

	/**
	Whether so many more bytes may be queued: while the session has less than `session_queue_bytes` queued, or this
	connection would have at most `session_share_bytes`.
	*/
	allows(more_bytes: number): boolean {
		return this.#budget.total_bytes < limits.session_queue_bytes
			|| this.#waiting_bytes + more_bytes <= limits.session_share_bytes;
	}
}
