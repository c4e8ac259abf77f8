/** The thread in which one fuzzer runs, until its time is over or something is found and made small. */
import {parentPort, workerData} from 'node:worker_threads';
import fc from 'fast-check';
import {fuzzers} from '../test/fuzz/fuzzers.ts';
import {beginCase, type FuzzOrder, type FuzzReport} from './fuzz-case.ts';

const {name, seed, limit_ms, memory} = workerData as FuzzOrder;
const {input, check} = fuzzers.find(each => each.name === name)!;
/** Milliseconds more in which a find is made smaller. */
const shrinking_ms = 10_000;
let cases = 0;
let slowest_ms = 0;
const property = fc.asyncProperty(input, async value => {
	cases++;
	beginCase(memory, JSON.stringify(value));
	const began_ms = performance.now();
	await check(value);
	slowest_ms = Math.max(slowest_ms, performance.now() - began_ms);
});
const first = await fc.check(
	property,
	{seed, numRuns: Infinity, interruptAfterTimeLimit: limit_ms, markInterruptAsFailure: false},
);
// Where the time ended before it was small.
const {failed, counterexample, errorInstance} = first.failed
	? await fc.check(property, {seed, path: first.counterexamplePath!, interruptAfterTimeLimit: shrinking_ms})
	: first;
const report: FuzzReport = {cases, slowest_ms, ...failed && counterexample !== null && {found: {
	input: JSON.stringify(counterexample[0]),
	message: errorInstance instanceof Error ? errorInstance.stack! : String(errorInstance),
}}};
parentPort!.postMessage(report);
