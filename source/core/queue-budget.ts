import {limits} from './limits.ts';

/** What waits in all connections of a session together. */
export class QueueBudget {
	total_bytes = 0;

	/** A connection's part in it, nothing to begin with. */
	share(): QueueShare {
		return new QueueShare(this);
	}
}

/** What waits in one connection. */
export class QueueShare {
	readonly #budget: QueueBudget;
	#waiting_bytes = 0;

	constructor(budget: QueueBudget) {
		this.#budget = budget;
	}

	/** So much waits now. */
	set(waiting_bytes: number): void {
		this.#budget.total_bytes += waiting_bytes - this.#waiting_bytes;
		this.#waiting_bytes = waiting_bytes;
	}

	/** Whether more may wait here: as long as the session has less than `session_queue_bytes` waiting, or this connection no more than `session_share_bytes` with it. */
	allows(more_bytes: number): boolean {
		return this.#budget.total_bytes < limits.session_queue_bytes || this.#waiting_bytes + more_bytes <= limits.session_share_bytes;
	}
}
