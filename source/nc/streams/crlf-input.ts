import {Buffer} from 'node:buffer';
import {WrappedInput} from './wrapped-input.ts';

const [cr, lf] = [0x0D, 0x0A];

/** LF becomes CRLF, unless it has a CR before it. */
export class CrlfInput extends WrappedInput {
	#last: number | undefined;

	override received(bytes: Uint8Array): void {
		const pieces: Uint8Array[] = [];
		let begin = 0;
		for (let at = bytes.indexOf(lf); at !== -1; at = bytes.indexOf(lf, at + 1)) {
			const before = at === 0 ? this.#last : bytes[at - 1];
			if (before === cr) {
				continue;
			}

			pieces.push(bytes.subarray(begin, at), Uint8Array.of(cr));
			begin = at;
		}

		this.#last = bytes.at(-1);
		pieces.push(bytes.subarray(begin));
		this.observer.received(pieces.length === 1 ? bytes : Buffer.concat(pieces));
	}
}
