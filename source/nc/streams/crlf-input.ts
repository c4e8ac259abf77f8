import {Buffer} from 'node:buffer';
import {WrappedInput} from './wrapped-input.ts';

const [cr, lf] = [0x0D, 0x0A];

/** LF becomes CRLF, unless it has a CR before it. */
export class CrlfInput extends WrappedInput {
	#last: number | undefined;

	override received(bytes: Uint8Array): void {
		const lines = Buffer.allocUnsafe(bytes.length * 2);
		let last = this.#last;
		let length = 0;
		let at = 0;
		while (at < bytes.length) {
			const byte = bytes[at++]!;
			if (byte === lf && last !== cr) {
				lines[length++] = cr;
			}

			lines[length++] = byte;
			last = byte;
		}

		this.#last = last;
		this.observer.received(lines.subarray(0, length));
	}
}
