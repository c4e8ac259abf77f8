/**
Copies of bytes that are to be sent. One buffer serves all that the system accepts at once: an echo makes no garbage.
*/
import {Buffer} from 'node:buffer';
import {types} from 'node:util';
import {limits} from '../core/limits.ts';

let free: Uint8Array | undefined = Buffer.allocUnsafeSlow(limits.recv_bytes);

/**
Hands a copy to `send`, which answers whether the system has taken all of it; otherwise the copy stays as it is for as
long as it is needed.

@throws {TypeError} When it is given no bytes: what has no length of its own would be sent with the memory's, and other
connections' bytes in it.
*/
export function sendCopy(bytes: Uint8Array, send: (copy: Uint8Array) => boolean): void {
	if (!types.isUint8Array(bytes)) {
		throw new TypeError('what is sent is a Uint8Array');
	}

	if (bytes.length > limits.recv_bytes) {
		send(Buffer.from(bytes));
		return;
	}

	const memory = free ?? Buffer.allocUnsafeSlow(limits.recv_bytes);
	// A send may lead to another before it returns.
	free = undefined;
	memory.set(bytes);
	free = send(memory.subarray(0, bytes.length)) ? memory : undefined;
}
