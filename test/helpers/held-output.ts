import {Buffer} from 'node:buffer';
import {Writable} from 'node:stream';

/** An output whose reader has stopped: what is written waits until `release`, and is kept to be looked at. */
export class HeldOutput extends Writable {
	/** How often something was written. */
	writes = 0;
	#text = '';
	#isHeld = true;
	#goOn: (() => void) | undefined;
	readonly #awaited = Promise.withResolvers<void>();
	/** Resolves with the first write. */
	readonly written = this.#awaited.promise;

	constructor() {
		super({highWaterMark: 1, decodeStrings: true});
	}

	override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: () => void): void {
		this.writes++;
		this.#text += Buffer.from(chunk).toString();
		this.#awaited.resolve();
		if (this.#isHeld) {
			this.#goOn = done;
		} else {
			done();
		}
	}

	/** The whole lines that were taken. */
	get lines(): string[] {
		return this.#text.split('\n').slice(0, -1);
	}

	release(): void {
		this.#isHeld = false;
		this.#goOn?.();
	}
}
