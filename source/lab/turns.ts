import {setImmediate as nextTurn, setTimeout as pause} from 'node:timers/promises';
import {limits} from '../core/limits.ts';

/** Long work in steps of a few milliseconds, between which sockets, timers and keys have their turns. What is done soon goes on at once; what takes longer leaves half of the time to them. */
export class Turns {
	#steps = 0;
	#due_ms = performance.now() + limits.scan_step_ms;

	/** Whether this step has taken its time. */
	get isDue(): boolean {
		return performance.now() >= this.#due_ms;
	}

	/** Waits until the others have had their turn; the next step begins. */
	async next(): Promise<void> {
		this.#steps++;
		const isLong = this.#steps > limits.scan_burst_steps;
		await (isLong ? pause(limits.scan_pause_ms) : nextTurn());
		this.#due_ms = performance.now() + (isLong ? limits.scan_pause_ms : limits.scan_step_ms);
	}
}
