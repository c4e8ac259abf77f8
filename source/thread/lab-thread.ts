import {Worker} from 'node:worker_threads';
import {partThread} from '../core/parts.ts';
import type {Outcome} from '../commands/outcome.ts';
import type {Frame, ScrollMove, Viewport} from '../frames/frame.ts';
import type {PaneName} from '../frames/panes.ts';
import type {FromLab, LabSetup, ToLab} from './messages.ts';

/**
How large the engine lets the lab's heap grow; the bytes kept lie outside it. Events die young: with a small nursery and
a bounded old generation a thousand round trips a second stay at 250 MiB resident for as long as they go on, left to
itself the engine lets garbage pile up beyond 370.
*/
const resourceLimits = {maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 768};

/** The lab as the main thread has it: lines go in, frames come out. */
export class LabThread {
	readonly #worker: Worker;
	readonly #waiting = new Map<number, (outcome: Outcome) => void>();
	readonly #frameListeners = new Set<(frame: Frame) => void>();
	/** Resolves when the thread has ended, however it did. */
	readonly #ended = Promise.withResolvers<void>();
	#requests = 0;
	/** It was asked to end, or `failed` was told why it did. */
	#isOver = false;

	/** `failed` hears once of what ended the lab thread, unless `close` did. */
	constructor(setup: LabSetup, failed: (error: Error) => void) {
		const {file, options} = partThread({part: 'lab', from: import.meta.url, source: 'worker.ts'});
		this.#worker = new Worker(file, {...options, workerData: setup, resourceLimits});
		this.#worker.on('message', (message: FromLab) => {
			this.#take(message);
		});
		const failedOnce = (error: Error) => {
			if (!this.#isOver) {
				this.#isOver = true;
				failed(error);
			}
		};

		this.#worker.on('error', failedOnce);
		this.#worker.on('exit', code => {
			failedOnce(new Error(`the thread of the sockets ended by itself, with exit code ${code}`));
			this.#ended.resolve();
		});
	}

	/** Runs one line, written without a slash, for a pane. Answers when it has finished. */
	async execute(line: string, pane?: PaneName): Promise<Outcome> {
		return this.#ask(id => ({type: 'execute', id, line, ...(pane !== undefined && {pane})}));
	}

	/** Sends text to the pane's current connection, with that connection's line ending. */
	async send(text: string, pane: PaneName): Promise<Outcome> {
		return this.#ask(id => ({type: 'send', id, text, pane}));
	}

	viewport(viewport: Viewport): void {
		this.#post({type: 'viewport', viewport});
	}

	scroll(move: ScrollMove): void {
		this.#post({type: 'scroll', move});
	}

	/** Calls `listener` with each frame; returns how to stop it. */
	onFrame(listener: (frame: Frame) => void): () => void {
		this.#frameListeners.add(listener);
		return () => {
			this.#frameListeners.delete(listener);
		};
	}

	/** Closes every endpoint and ends the thread. */
	async close(): Promise<void> {
		this.#isOver = true;
		await Promise.race([this.#ask(id => ({type: 'close', id})), this.#ended.promise]);
		await this.#worker.terminate();
	}

	async #ask(request: (id: number) => ToLab): Promise<Outcome> {
		const id = ++this.#requests;
		return new Promise(resolve => {
			this.#waiting.set(id, resolve);
			this.#post(request(id));
		});
	}

	#take(message: FromLab): void {
		if (message.type === 'reply') {
			this.#waiting.get(message.id)?.(message.outcome);
			this.#waiting.delete(message.id);
			return;
		}

		for (const listener of this.#frameListeners) {
			listener(message.frame);
		}

		this.#post({type: 'taken'});
	}

	#post(message: ToLab): void {
		this.#worker.postMessage(message);
	}
}
