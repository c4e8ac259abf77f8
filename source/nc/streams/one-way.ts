/** A conversation whose received bytes nobody reads, for as long as there is something to send. */
import type {Input, Output} from '../../core/standard-streams.ts';
import {WrappedInput} from './wrapped-input.ts';
import {WrappedOutput} from './wrapped-output.ts';

type Streams = {readonly input: Input; readonly output: Output};

/**
As `nc HOST PORT | head -1` continues to send after head has gone: an EPIPE of the output counts when the input has
ended.
*/
export function sendOnWithoutReader({input, output}: Streams): Streams {
	const reader = new LeavingReader(output);
	return {input: new ToldInput(input, reader), output: reader};
}

class LeavingReader extends WrappedOutput {
	#hasGone = false;
	#hasInputEnded = false;

	override get queued_bytes(): number {
		return this.#hasGone ? 0 : super.queued_bytes;
	}

	override write(bytes: Uint8Array): void {
		if (!this.#hasGone) {
			super.write(bytes);
		}
	}

	override failed(errno: string): void {
		this.#hasGone = errno === 'EPIPE';
		if (this.#hasGone && !this.#hasInputEnded) {
			this.observer.drained();
		} else {
			this.observer.failed(errno);
		}
	}

	inputEnded(): void {
		this.#hasInputEnded = true;
		if (this.#hasGone) {
			this.observer.failed('EPIPE');
		}
	}
}

class ToldInput extends WrappedInput {
	readonly #reader: LeavingReader;

	constructor(inner: Input, reader: LeavingReader) {
		super(inner);
		this.#reader = reader;
	}

	override ended(): void {
		super.ended();
		this.#reader.inputEnded();
	}
}

/** Takes everything, and keeps nothing. */
export class DiscardingOutput implements Output {
	observer: Output['observer'] = {drained: () => undefined, failed: () => undefined};
	readonly queued_bytes = 0;

	write(): void {
		// What the peer says is not wanted.
	}
}
