import {type ChildProcess, spawn} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import type {Readable, Writable} from 'node:stream';
import {limits} from '../../core/limits.ts';
import {partProcess} from '../../core/parts.ts';
import type {ServiceTools} from '../service.ts';
import {FrameReader, frameOf} from './framing.ts';
import {LineSplitter} from './output-limiter.ts';
import {channel, type FromModule, isFromModule, type ToModule} from './protocol.ts';

type PipesObserver = {
	/** Returns false when the message is not valid now. */
	readonly received: (message: FromModule, bytes: Uint8Array) => boolean;
	/** The process printed a line, on `stdout` or `stderr`. */
	readonly printed: (stream: string, line: string) => void;
	/** The process has ended, or must be ended because it broke the protocol. */
	readonly ended: (why: string) => void;
};

/** A process with a module in it, and the pipes to it. */
export class ModulePipes {
	readonly #child: ChildProcess;
	readonly #input: Writable;
	readonly #lines: readonly LineSplitter[];
	readonly #observer: PipesObserver;
	#isOutOfMemory = false;

	constructor(file: string, after: ServiceTools['after'], observer: PipesObserver) {
		this.#observer = observer;
		this.#child = spawn(process.execPath, [
			...partProcess(place, [`--max-old-space-size=${limits.module_heap_mib}`]),
			path.resolve(file),
			String(process.pid),
		], {
			stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
			// In a process group of its own, so that Ctrl+C reaches only the session.
			detached: true,
		});
		this.#input = this.#child.stdin!;
		this.#input.on('error', () => undefined);
		this.#lines = [this.#follow(this.#child.stdout!, 'stdout'), this.#follow(this.#child.stderr!, 'stderr')];
		this.#read(this.#child.stdio[channel] as Readable);
		this.#child.on('error', error => {
			observer.ended(`its process cannot be started: ${error.message}`);
		});
		this.#child.on('exit', (code, signal) => {
			const end = () => {
				observer.ended(this.#why(signal === null ? `exited with code ${code}` : `was ended by ${signal}`));
			};

			this.#child.once('close', end);
			// Its own children may keep its standard output open.
			after(limits.module_exit_wait_ms, end);
		});
	}

	post(message: ToModule, bytes?: Uint8Array): void {
		this.#input.write(frameOf(message, bytes));
	}

	/** Reports unfinished lines too. */
	flush(): void {
		for (const lines of this.#lines) {
			lines.flush();
		}
	}

	kill(): void {
		this.#child.kill('SIGKILL');
	}

	#follow(stream: Readable, name: string): LineSplitter {
		const lines = new LineSplitter(line => {
			this.#isOutOfMemory ||= line.startsWith('FATAL ERROR') && line.endsWith('heap out of memory');
			this.#observer.printed(name, line);
		});
		stream.on('data', (bytes: Uint8Array) => {
			lines.take(bytes);
		});
		return lines;
	}

	#read(stream: Readable): void {
		const frames = new FrameReader();
		stream.on('data', (chunk: Uint8Array) => {
			try {
				for (const {message, bytes} of frames.read(chunk)) {
					if (!isFromModule(message) || !this.#observer.received(message, bytes)) {
						throw new TypeError('not a valid message');
					}
				}
			} catch {
				stream.removeAllListeners('data');
				this.#observer.ended(`it wrote to descriptor ${channel}, which sockplay uses`);
			}
		});
	}

	#why(end: string): string {
		const reason = this.#isOutOfMemory ? `: it needs more than ${limits.module_heap_mib} MiB of memory` : '';
		return `its process ${end}${reason}`;
	}
}

const place = {part: 'module', from: import.meta.url, source: 'child/main.ts'} as const;
