/**
Where one part of a program has to wait for the other, when both run at once.

Each part makes its calls in the log's order. Most calls of the two need no more than that: recv waits for what was
sent, accept for the connect. Some would find another state if they came too early: a connect before the listen, a close
while the other end still sends. Those wait, unless something before them has waited long enough.
*/
import type {Side} from '../core/events.ts';
import type {Call} from './call.ts';
import {Dependencies} from './dependencies.ts';

type Line = {readonly at: number; readonly call: Call};

/** The calls, with the lines that `tell` and `wait`. `pairs`: the other end of each endpoint, in the same log. */
export function takingTurns(calls: readonly Call[], pairs: ReadonlyMap<string, string>): readonly Call[] {
	const dependencies = new Dependencies(pairs);
	// Up to which call of the other side each side knows that it was made.
	const known: Record<Side, number> = {server: -1, client: -1};
	const before: Line[] = [];
	const after: Line[] = [];
	for (const [index, call] of calls.entries()) {
		const {side} = call;
		const {needed, waitedFor} = dependencies.add(call, index);
		if (needed > known[side]) {
			const earlier = calls[needed]!;
			before.push({at: index, call: turn(call, 'wait', `comes after ${words(earlier)}`)});
			after.push({at: needed, call: turn(earlier, 'tell', `${words(call)} waits for this`)});
		}

		known[side] = Math.max(known[side], needed, waitedFor);
	}

	return [...merged(calls, before, after)];
}

function turn({side, socket, endpoint}: Call, kind: 'tell' | 'wait', comment: string): Call {
	return {side, socket, endpoint, action: {kind}, comment};
}

function words({endpoint, action: {kind}}: Call): string {
	return `${endpoint} ${kind}`;
}

/**
Puts the lines where they belong.

@yields each call, with the lines before and after it
*/
function * merged(calls: readonly Call[], before: readonly Line[], after: readonly Line[]): Generator<Call> {
	const waits = new Map(before.map(({at, call}) => [at, call]));
	const tells = new Map(after.map(({at, call}) => [at, call]));
	for (const [index, call] of calls.entries()) {
		const lines = [waits.get(index), call, tells.get(index)];
		yield * lines.filter(line => line !== undefined);
	}
}

