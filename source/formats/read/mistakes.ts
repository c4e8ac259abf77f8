import {formatCount} from '../../core/quantities.ts';
import {limits} from '../../core/limits.ts';
import {sockplaySource, type ReplayStep} from './steps.ts';

/** The mistakes of a recording: the first are told one by one, as errors in the log, the others counted. */
export class Mistakes {
	count = 0;
	#first = '';

	/**
	Counts a mistake. `time`: microseconds since 1970 of what stood before it in the file.

	@yields the event that tells it, if it is one of the first.
	*/
	* tell(message: string, time: number | undefined): Generator<ReplayStep, void> {
		this.count++;
		if (this.count === 1) {
			this.#first = message;
		}

		if (this.count <= limits.reported_mistakes) {
			yield {kind: 'event', source: sockplaySource, fact: {event: 'error', message}, ...(time !== undefined && {time})};
		}
	}

	/** `what` the mistakes are in: lines, say. */
	notes(what: string): string[] {
		const told = this.count > limits.reported_mistakes ? `; the log shows the first ${limits.reported_mistakes}` : '';
		return this.count === 0 ? [] : [`${formatCount(this.count)} ${what} not read, the first: ${this.#first}${told}`];
	}
}
