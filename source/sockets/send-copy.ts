/** Copies of bytes that are to be sent. One memory serves all that the system takes at once, so that an echo makes no garbage. */
import {Buffer} from 'node:buffer';
import {limits} from '../core/limits.ts';

let free: Uint8Array | undefined = Buffer.allocUnsafeSlow(limits.recv_bytes);

/** Hands a copy to `send`, which answers whether the system has taken all of it; otherwise the copy stays as it is for as long as it is needed. */
export function sendCopy(bytes: Uint8Array, send: (copy: Uint8Array) => boolean): void {
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
