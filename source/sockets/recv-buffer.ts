/**
The buffer that recv fills. One memory serves every connection of the thread, because what it holds is valid only while
`received` runs; but for those that ask for memory of their own.
*/
import {Buffer} from 'node:buffer';
import {limits} from '../core/limits.ts';
import type {StreamOptions} from '../core/network.ts';

const shared = Buffer.allocUnsafeSlow(limits.recv_bytes);

export class RecvBuffer {
	/** Called for each recv that returned bytes, with the size of the buffer it was given. */
	received: (bytes: Uint8Array, asked: number) => void = () => undefined;
	#view: Uint8Array;

	/** `recv_bytes`: 1 to whatever memory there is; the most that one recv returns. */
	constructor({recv_bytes, ownBuffer = false}: Pick<StreamOptions, 'recv_bytes' | 'ownBuffer'>) {
		this.#view = ownBuffer ? Buffer.allocUnsafeSlow(recv_bytes) : viewOf(recv_bytes);
	}

	get size_bytes(): number {
		return this.#view.length;
	}

	/** Takes effect with the recv after the next: the next one's buffer is already with the system. */
	resize(size_bytes: number): void {
		this.#view = viewOf(size_bytes);
	}

	/** The `onread` option of a net.Socket. */
	get onread() {
		return {
			buffer: () => this.#view,
			callback: (count: number, buffer: Uint8Array) => {
				this.received(buffer.subarray(0, count), buffer.length);
				return true;
			},
		};
	}
}

function viewOf(size_bytes: number): Uint8Array {
	if (size_bytes === shared.length) {
		return shared;
	}

	return size_bytes < shared.length ? shared.subarray(0, size_bytes) : Buffer.allocUnsafeSlow(size_bytes);
}
