import {describe} from '../core/describe.ts';
import type {LabEvent} from '../core/events.ts';

/** A call that failed and why, without the endpoint's name: `connect(127.0.0.1:1) = ECONNREFUSED  nobody listens…`. */
export function failureText(event: LabEvent): string {
	const {call, notes} = describe(event);
	return [call, ...notes].join('  ');
}
