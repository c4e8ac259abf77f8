import {Worker} from 'node:worker_threads';
import {limits} from '../core/limits.ts';
import {partThread} from '../core/parts.ts';
import type {Batch} from './batch.ts';
import type {RecordedFile, Recorder, RecorderObserver, RecordingSink} from './recorder.ts';
import type {FromRecorder, RecorderSetup, ToRecorder} from './messages.ts';

/** Writes the file in a worker thread. `now_us` bounds how long `endNow` waits. */
export function recordInWorker(now_us: () => number): Recorder {
	return (file, observer) => new WorkerSink(file, observer, now_us);
}

class WorkerSink implements RecordingSink {
	readonly #worker: Worker;
	readonly #handle: RecordedFile['handle'];
	readonly #observer: RecorderObserver;
	readonly #now_us: () => number;
	/** How many of the messages posted the worker has worked through. */
	readonly #finished = new Int32Array(new SharedArrayBuffer(4));
	readonly #ended = Promise.withResolvers<number>();
	#posted = 0;
	#isEnding = false;
	/** The worker has told how the file ended. */
	#isOver = false;
	/** The worker is gone. */
	#isGone = false;
	/** What ended the worker, if it threw. */
	#error: Error | undefined;
	#written_bytes = 0;

	constructor({handle, path, only}: RecordedFile, observer: RecorderObserver, now_us: () => number) {
		this.#handle = handle;
		this.#observer = observer;
		this.#now_us = now_us;
		const workerData: RecorderSetup = {fd: handle.fd, path, only, progress: this.#finished.buffer};
		const {file: program, options} = partThread({part: 'recorder', from: import.meta.url, source: 'worker.ts'});
		this.#worker = new Worker(program, {...options, execArgv: [], workerData});
		this.#worker.on('message', (message: FromRecorder) => {
			this.#receive(message);
		});
		this.#worker.on('error', (error: Error) => {
			this.#error = error;
		});
		this.#worker.on('exit', code => {
			this.#isGone = true;
			void this.#close(code);
		});
		// A recording alone does not keep the process alive.
		this.#worker.unref();
	}

	write(batch: Batch): void {
		this.#post({type: 'batch', batch});
	}

	async end(): Promise<number> {
		this.#worker.ref();
		this.#postEnd();
		return this.#ended.promise;
	}

	/**
	Waits until the worker has written everything, at most `limits.exit_work_ms`: with a slower disk, the file has the
	first blocks.
	*/
	endNow(): void {
		this.#postEnd();
		const until_us = this.#now_us() + (limits.exit_work_ms * 1000);
		let finished = Atomics.load(this.#finished, 0);
		while (!this.#isGone && finished < this.#posted && this.#now_us() < until_us) {
			Atomics.wait(this.#finished, 0, finished, (until_us - this.#now_us()) / 1000);
			finished = Atomics.load(this.#finished, 0);
		}
	}

	#postEnd(): void {
		if (!this.#isEnding) {
			this.#isEnding = true;
			this.#post({type: 'end'});
		}
	}

	#post(message: ToRecorder): void {
		this.#posted++;
		this.#worker.postMessage(message);
	}

	#receive(message: FromRecorder): void {
		if (message.type !== 'tell') {
			this.#written_bytes = message.written_bytes;
		}

		switch (message.type) {
			case 'written': {
				this.#observer.written(message.written_bytes);
				break;
			}

			case 'failed': {
				this.#isOver = true;
				this.#postEnd();
				this.#observer.failed(message.errno, message.written_bytes);
				break;
			}

			case 'tell': {
				this.#observer.tell(message.message);
				break;
			}

			case 'ended': {
				// The thread has nothing more to do, and ends.
				this.#isOver = true;
				break;
			}
		}
	}

	/** Closes the file. Of a worker that ended in the middle, it keeps what was known to be written, in whole blocks. */
	async #close(code: number): Promise<void> {
		try {
			if (!this.#isOver) {
				await this.#handle.truncate(this.#written_bytes);
			}

			await this.#handle.close();
		} catch {
			// Where it ends cannot be set any more.
		}

		if (!this.#isOver) {
			const why = this.#error === undefined ? `exit code ${code}` : this.#error.message;
			this.#observer.died(`the thread that writes it ended: ${why}`, this.#written_bytes);
		}

		this.#ended.resolve(this.#written_bytes);
	}
}
