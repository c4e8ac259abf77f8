/**
What the thread that fuzzes is told and tells, and the memory in which its current case can be seen from outside while
it runs.
*/

export type FuzzOrder = {
	readonly name: string;
	readonly seed: number;
	readonly limit_ms: number;
	readonly memory: SharedArrayBuffer;
};

export type FuzzReport = {
	readonly cases: number;
	readonly slowest_ms: number;
	/** The input as JSON, as small as it could be made, and what was wrong. */
	readonly found?: {readonly input: string; readonly message: string};
};

/** How many cases were begun, and the length of the current one in bytes: two whole numbers before it. */
const head_bytes = 8;
/** A longer case is seen cut off. */
const case_bytes = 4 * 1024 * 1024;

export function newCaseMemory(): SharedArrayBuffer {
	return new SharedArrayBuffer(head_bytes + case_bytes);
}

/** Counts a case that begins. */
export function beginCase(memory: SharedArrayBuffer, input: string): void {
	const bytes = new TextEncoder().encode(input).subarray(0, case_bytes);
	const head = new Uint32Array(memory, 0, 2);
	new Uint8Array(memory, head_bytes).set(bytes);
	head[1] = bytes.length;
	Atomics.add(head, 0, 1);
}

/** The case begun last. */
export function currentCase(
	memory: SharedArrayBuffer,
): {readonly cases: number; readonly input: string; readonly slowest_ms: number} {
	const [cases = 0, length = 0] = new Uint32Array(memory, 0, 2);
	return {
		cases,
		input: new TextDecoder().decode(new Uint8Array(memory, head_bytes, length).slice()),
		slowest_ms: Infinity,
	};
}
