import {describe} from '../core/describe.ts';
import type {LabEvent} from '../core/events.ts';
import {quoteBytes} from '../core/quote.ts';

export type Logged = {
	readonly bytesOf: (event: LabEvent) => Uint8Array | undefined;
	/** Of events that the log does not have, one that it has. */
	readonly madeFor: ReadonlyMap<LabEvent, LabEvent>;
};

const preview_columns = 48;

/** The line of the log that a call comes from, in ASCII, and the beginning of what it received. */
export function callComment(event: LabEvent, logged: Logged): string {
	const made = logged.madeFor.get(event);
	if (made !== undefined) {
		return `for ${callComment(made, logged)}`;
	}

	const {time, name, call, notes} = describe(event, {ascii: true});
	const bytes = event.event === 'recv' && event.data !== undefined ? logged.bytesOf(event) : undefined;
	const preview = bytes === undefined || bytes.length === 0 ? [] : [quoteBytes(bytes, preview_columns, {ascii: true})];
	return [`${time} ${name} ${call}`, ...notes, ...preview].join('  ');
}
