/**
Writes to a terminal without ever waiting for it: one write under way, its end told by a callback.

`process.stdout.write` to a terminal blocks the event loop, so the handle is set not to block. Where Node does not let
us, `fs.write` does it on another thread.
*/
import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';

export type WriterEvents = {
	/** The last write is done; the next may come. */
	readonly drained: () => void;
	/** The terminal takes no more bytes: EIO, or the stream was closed. Once, if at all. */
	readonly gone: (error: Error) => void;
};

export type Output = Pick<NodeJS.WriteStream, 'write' | 'on' | 'off'> & {readonly fd?: number};

type Handle = {setBlocking?: (isBlocking: boolean) => number};

type Done = (error?: Error) => void;

type Send = (text: string, done: Done) => void;

export class Writer {
	readonly #events: WriterEvents;
	readonly #output: Output;
	readonly #send: Send;
	readonly #unblocked: boolean;
	#pending: PromiseWithResolvers<void> | undefined;
	#gone = false;
	readonly #lose = (error: Error): void => {
		if (this.#gone) {
			return;
		}

		this.#gone = true;
		this.#settle();
		this.#events.gone(error);
	};

	constructor(output: Output, events: WriterEvents) {
		this.#output = output;
		this.#events = events;
		this.#unblocked = hasSetBlocking(output, false);
		// Bound now: while the screen is open, `write` is replaced to catch what others write.
		const write = output.write.bind(output) as (text: string, done: Done) => boolean;
		this.#send = this.#unblocked ? write : writeElsewhere(output.fd ?? 1);
		output.on('error', this.#lose);
	}

	#settle(): void {
		const pending = this.#pending;
		this.#pending = undefined;
		pending?.resolve();
	}

	/** A write is under way. What is to be written now would only queue up: leave it out. */
	get busy(): boolean {
		return this.#pending !== undefined;
	}

	/** Starts a write, behind the one under way. */
	write(text: string): void {
		if (text === '' || this.#gone) {
			return;
		}

		const pending = Promise.withResolvers<void>();
		this.#pending = pending;
		this.#send(text, error => {
			if (error) {
				this.#lose(error);
				return;
			}

			if (this.#pending !== pending) {
				return;
			}

			this.#settle();
			this.#events.drained();
		});
	}

	/** Waits for the write under way, `limit_ms` at most; tells whether the terminal took everything. */
	async flush(limit_ms: number): Promise<boolean> {
		if (this.#pending !== undefined) {
			const limit = new AbortController();
			const timeout = delay(limit_ms, undefined, {signal: limit.signal}).catch(() => undefined);
			await Promise.race([this.#pending.promise, timeout]);
			limit.abort();
		}

		return !this.#gone && !this.busy;
	}

	/** The last resort of an ending process: as much as the terminal takes at once. */
	writeNow(text: string): void {
		if (this.#gone || (!this.#unblocked && this.busy)) {
			return;
		}

		try {
			fs.writeSync(this.#output.fd ?? 1, text);
		} catch {
			// A terminal that is full or closed cannot be helped any more.
		}
	}

	/** Lets the terminal's file block or not: others, who share it while the screen is left, expect it to. */
	setBlocking(isBlocking: boolean): void {
		if (!this.busy && this.#unblocked) {
			hasSetBlocking(this.#output, isBlocking);
		}
	}

	/** Gives the terminal's file back. Not while a write is under way, whose rest would then block. */
	close(): void {
		this.setBlocking(true);
		this.#output.off('error', this.#lose);
		this.#output.on('error', ignore);
	}
}

function hasSetBlocking(output: Output, isBlocking: boolean): boolean {
	const handle = (output as {readonly _handle?: Handle})._handle;
	return handle?.setBlocking?.(isBlocking) === 0;
}

/** Writes through `fs.write`; a file that is full for now (EAGAIN) is tried again. */
function writeElsewhere(fd: number): Send {
	return (text, done) => {
		writeRest(fd, Buffer.from(text), done);
	};
}

function writeRest(fd: number, bytes: Uint8Array, done: Done): void {
	fs.write(fd, bytes, (error, written) => {
		if (error?.code === 'EAGAIN') {
			setTimeout(writeRest, 10, fd, bytes, done);
		} else if (error !== null || written === bytes.length) {
			done(error ?? undefined);
		} else {
			writeRest(fd, bytes.subarray(written), done);
		}
	});
}

function ignore(): void {
	// A stream without a listener would throw its late error.
}
