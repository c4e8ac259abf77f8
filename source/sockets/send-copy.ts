/**
Copies of bytes that are to be sent. One buffer serves all that the system accepts at once: nothing is allocated.
*/
import {Buffer} from 'node:buffer';
import {types} from 'node:util';
import {limits} from '../core/limits.ts';
import type {Loan} from '../core/loan.ts';

let free: Uint8Array | undefined = Buffer.allocUnsafeSlow(limits.recv_bytes);

/**
A copy, until the loan ends; its memory is used again then.

@throws {TypeError} When it is given no bytes: what has no length of its own would be sent with the memory's, and other
connections' bytes in it.
*/
export function lendCopy(bytes: Uint8Array): Loan {
	if (!types.isUint8Array(bytes)) {
		throw new TypeError('what is sent is a Uint8Array');
	}

	if (bytes.length > limits.recv_bytes) {
		return {bytes: Buffer.from(bytes), end: () => undefined};
	}

	const memory = free ?? Buffer.allocUnsafeSlow(limits.recv_bytes);
	// A send may lead to another before it returns.
	free = undefined;
	memory.set(bytes);
	return {
		bytes: memory.subarray(0, bytes.length),
		end() {
			free = memory;
		},
	};
}
