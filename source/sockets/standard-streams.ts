/**
Standard input and output as bytes.

One buffer is enough for each direction: what was read is passed on from where it lies, and nothing is read before all
of it was taken. Pipes and sockets go through libuv's loop; regular files and devices such as /dev/null, which always
answer at once, are read and written in place (libuv would use its threads for them).
*/
import {Buffer} from 'node:buffer';
import {fstatSync, read, statSync, writeSync} from 'node:fs';
import net from 'node:net';
import {devNull} from 'node:os';
import process from 'node:process';
import tty from 'node:tty';
import {limits} from '../core/limits.ts';
import type {Input, InputObserver, Output, OutputObserver} from '../core/standard-streams.ts';
import {errnoOf} from './errno.ts';
import {unreadSocket} from './handle.ts';

/** The input at a file descriptor. `size_bytes`: the most that one read returns. */
export function openInput(fd: number, size_bytes: number = limits.pipe_bytes): Input {
	if (tty.isatty(fd)) {
		return new StreamInput(process.stdin);
	}

	return isLooped(fd) ? loopedInput(fd, size_bytes) : new FileInput(fd, size_bytes);
}

/** Whether a file descriptor is /dev/null, which a shell gives to what has no input. */
export function isNull(fd: number): boolean {
	return fstatSync(fd).rdev === statSync(devNull).rdev;
}

/** The output at a file descriptor. */
export function openOutput(fd: number): Output {
	if (tty.isatty(fd)) {
		return new StreamOutput(process.stdout);
	}

	return isLooped(fd)
		? new StreamOutput(new net.Socket({fd, readable: false, writable: true}))
		: new FileOutput(fd);
}

/** Whether libuv waits for it: pipes and sockets. */
function isLooped(fd: number): boolean {
	const stats = fstatSync(fd);
	return stats.isFIFO() || stats.isSocket();
}

const deafInput: InputObserver = {received: () => undefined, ended: () => undefined, failed: () => undefined};
const deafOutput: OutputObserver = {drained: () => undefined, failed: () => undefined};

/** A stream of Node that is read: a terminal; or a pipe with a buffer of ours, which tells what it received itself. */
class StreamInput implements Input {
	observer = deafInput;
	readonly #stream: NodeJS.ReadStream | net.Socket;

	constructor(stream: NodeJS.ReadStream | net.Socket) {
		this.#stream = stream;
		stream.pause();
		stream.on('data', (bytes: Uint8Array) => {
			this.observer.received(bytes);
		});
		stream.on('end', () => {
			this.observer.ended();
		});
		stream.on('error', error => {
			this.observer.failed(errnoOf(error));
		});
	}

	hold(): void {
		this.#stream.pause();
	}

	resume(): void {
		this.#stream.resume();
	}

	close(): void {
		this.#stream.destroy();
	}
}

function loopedInput(fd: number, size_bytes: number): Input {
	const buffer = Buffer.allocUnsafeSlow(size_bytes);
	const callback = (count: number): boolean => {
		input.observer.received(buffer.subarray(0, count));
		return true;
	};

	const input = new StreamInput(unreadSocket(fd, {buffer, callback}));
	return input;
}

/** A regular file or a device. */
class FileInput implements Input {
	observer = deafInput;
	readonly #fd: number;
	readonly #buffer: Uint8Array;
	#isHeld = true;
	#isReading = false;
	#isOver = false;

	constructor(fd: number, size_bytes: number) {
		this.#fd = fd;
		this.#buffer = Buffer.allocUnsafeSlow(size_bytes);
	}

	hold(): void {
		this.#isHeld = true;
	}

	resume(): void {
		this.#isHeld = false;
		this.#read();
	}

	close(): void {
		this.#isOver = true;
	}

	#read(): void {
		if (this.#isHeld || this.#isReading || this.#isOver) {
			return;
		}

		this.#isReading = true;
		read(this.#fd, this.#buffer, 0, this.#buffer.length, null, (error, count) => {
			this.#isReading = false;
			if (!this.#isOver) {
				this.#tell(error ?? undefined, count);
				this.#read();
			}
		});
	}

	#tell(error: Error | undefined, count: number): void {
		if (error === undefined && count > 0) {
			this.observer.received(this.#buffer.subarray(0, count));
			return;
		}

		this.#isOver = true;
		if (error === undefined) {
			this.observer.ended();
		} else {
			this.observer.failed(errnoOf(error));
		}
	}
}

/** A pipe, a socket or a terminal. */
export class StreamOutput implements Output {
	observer = deafOutput;
	readonly #socket: net.Socket;
	#isOver = false;

	constructor(socket: net.Socket) {
		this.#socket = socket;
		socket.on('error', error => {
			this.#isOver = true;
			this.observer.failed(errnoOf(error));
		});
	}

	/** Node's count: libuv may have written all of it and not said so yet, and until then Node keeps what comes next. */
	get queued_bytes(): number {
		return this.#isOver ? 0 : this.#socket.writableLength;
	}

	write(bytes: Uint8Array): void {
		let isTaken = false;
		this.#socket.write(bytes, error => {
			if (!isTaken && !error && this.queued_bytes === 0) {
				this.observer.drained();
			}
		});
		isTaken = this.queued_bytes === 0;
	}
}

/** A regular file or a device. */
class FileOutput implements Output {
	observer = deafOutput;
	readonly queued_bytes = 0;
	readonly #fd: number;
	#isOver = false;

	constructor(fd: number) {
		this.#fd = fd;
	}

	write(bytes: Uint8Array): void {
		try {
			for (let written = 0; written < bytes.length && !this.#isOver;) {
				written += writeSync(this.#fd, bytes, written);
			}
		} catch (error) {
			this.#isOver = true;
			this.observer.failed(errnoOf(error));
		}
	}
}
