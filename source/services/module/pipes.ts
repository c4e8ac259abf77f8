import {type ChildProcess, spawn} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import type {Readable, Writable} from 'node:stream';
import {fileURLToPath} from 'node:url';
import {limits} from '../../core/limits.ts';
import type {ServiceTools} from '../service.ts';
import {FrameReader, frameOf} from './framing.ts';
import {LineSplitter} from './output-limiter.ts';
import {channel, type FromModule, isFromModule, type ToModule} from './protocol.ts';

type PipesObserver = {
	/** False when this cannot be asked now. */
	readonly heard: (message: FromModule, bytes: Uint8Array) => boolean;
	/** It has printed a line, on `stdout` or `stderr`. */
	readonly printed: (stream: string, line: string) => void;
	/** It has ended, or is to be ended, for it cannot be talked with. */
	readonly ended: (why: string) => void;
};

/** A process with a module in it, and the pipes to it. */
export class ModulePipes {
	readonly #child: ChildProcess;
	readonly #input: Writable;
	readonly #lines: readonly LineSplitter[];
	readonly #hearer: PipesObserver;
	#isOutOfMemory = false;

	constructor(file: string, after: ServiceTools['after'], hearer: PipesObserver) {
		this.#hearer = hearer;
		this.#child = spawn(process.execPath, [`--max-old-space-size=${limits.module_heap_mib}`, program(), path.resolve(file), String(process.pid)], {
			stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
			// Ctrl+C is for the session, which then ends this process.
			detached: true,
		});
		this.#input = this.#child.stdin!;
		this.#input.on('error', () => undefined);
		this.#lines = [this.#follow(this.#child.stdout!, 'stdout'), this.#follow(this.#child.stderr!, 'stderr')];
		this.#read(this.#child.stdio[channel] as Readable);
		this.#child.on('error', error => {
			hearer.ended(`its process cannot be started: ${error.message}`);
		});
		this.#child.on('exit', (code, signal) => {
			const end = () => {
				hearer.ended(this.#why(signal === null ? `exited with code ${code}` : `was ended by ${signal}`));
			};

			this.#child.once('close', end);
			// Its own children may have its standard output, and keep it open.
			after(limits.module_exit_wait_ms, end);
		});
	}

	post(message: ToModule, bytes?: Uint8Array): void {
		this.#input.write(frameOf(message, bytes));
	}

	/** Tells also the lines that are not ended. */
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
			this.#hearer.printed(name, line);
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
					if (!isFromModule(message) || !this.#hearer.heard(message, bytes)) {
						throw new TypeError('this cannot be asked');
					}
				}
			} catch {
				stream.removeAllListeners('data');
				this.#hearer.ended(`it wrote to descriptor ${channel}, which sockplay talks with it on`);
			}
		});
	}

	#why(end: string): string {
		return `its process ${end}${this.#isOutOfMemory ? `: it needs more than ${limits.module_heap_mib} MiB of memory` : ''}`;
	}
}

/** Beside this file as it is written, or beside the bundle that this file became a part of. */
function program(): string {
	return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? 'child/main.ts' : 'module.js', import.meta.url));
}
