import type {Input, InputObserver} from '../../core/standard-streams.ts';

/** An input in front of another one: passes everything on as it is, for what is built on it to change. */
export class WrappedInput implements Input, InputObserver {
	observer: InputObserver = {received: () => undefined, ended: () => undefined, failed: () => undefined};
	protected readonly inner: Input;

	constructor(inner: Input) {
		this.inner = inner;
		inner.observer = this;
	}

	hold(): void {
		this.inner.hold();
	}

	resume(): void {
		this.inner.resume();
	}

	close(): void {
		this.inner.close();
	}

	received(bytes: Uint8Array): void {
		this.observer.received(bytes);
	}

	ended(): void {
		this.observer.ended();
	}

	failed(errno: string): void {
		this.observer.failed(errno);
	}
}
