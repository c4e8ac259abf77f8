import {types} from 'node:util';

/**
A copy of what a module sends: text as UTF-8, or the bytes of a Uint8Array (a Buffer is one).

@throws {TypeError} For anything else, and for arrays whose memory may change or be detached.
*/
export function bytesToSend(data: unknown): Uint8Array {
	if (typeof data === 'string') {
		return new TextEncoder().encode(data);
	}

	const what = types.isUint8Array(data) ? memoryOf(data) : kindOf(data);
	if (what !== undefined) {
		throw new TypeError(`send takes a string or a Uint8Array, not ${what}: nothing was sent`);
	}

	return new Uint8Array(data as Uint8Array);
}

const arrays: unknown = Object.getPrototypeOf(Uint8Array.prototype);
const bufferOf = Object.getOwnPropertyDescriptor(arrays, 'buffer')!.get!;
const nameOf = Object.getOwnPropertyDescriptor(arrays, Symbol.toStringTag)!.get!;

/** What is wrong with the memory of an array; undefined when nothing is. */
function memoryOf(array: Uint8Array): string | undefined {
	const buffer = bufferOf.call(array) as ArrayBuffer | SharedArrayBuffer;
	if (types.isSharedArrayBuffer(buffer)) {
		return 'one on shared memory';
	}

	if (buffer.resizable) {
		return 'one that can be resized';
	}

	return buffer.detached ? 'one that was transferred away' : undefined;
}

/** Describes a value without calling any of its code. */
export function kindOf(value: unknown): string {
	if (value === null || value === undefined) {
		return String(value);
	}

	if (typeof value !== 'object') {
		return `a ${typeof value}`;
	}

	if (types.isProxy(value)) {
		return 'a Proxy';
	}

	const [, kind] = kinds.find(([isOne]) => isOne(value)) ?? [];
	const array = nameOf.call(value) as string | undefined;
	return kind ?? (array === undefined ? 'an object' : `an array of another kind, ${array}`);
}

const kinds: ReadonlyArray<readonly [(value: unknown) => boolean, string]> = [
	[types.isDataView, 'a DataView'],
	[types.isSharedArrayBuffer, 'a SharedArrayBuffer'],
	[types.isArrayBuffer, 'an ArrayBuffer'],
	[types.isDate, 'a Date'],
	[types.isPromise, 'a Promise'],
	[Array.isArray, 'a list'],
];
