import type {Output, OutputObserver} from '../../core/standard-streams.ts';

/** An output in front of another one: passes everything on as it is, for what is built on it to change. */
export class WrappedOutput implements Output, OutputObserver {
	observer: OutputObserver = {drained: () => undefined, failed: () => undefined};
	protected readonly inner: Output;

	constructor(inner: Output) {
		this.inner = inner;
		inner.observer = this;
	}

	get queued_bytes(): number {
		return this.inner.queued_bytes;
	}

	write(bytes: Uint8Array): void {
		this.inner.write(bytes);
	}

	drained(): void {
		this.observer.drained();
	}

	failed(errno: string): void {
		this.observer.failed(errno);
	}
}
