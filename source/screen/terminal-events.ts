import {type Host} from './host.ts';
import {stopUntilContinued} from './stop.ts';

export type TerminalStreams = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
};

export type TerminalObserver = {
	/** The terminal changed its size, even if it is the old one again. */
	readonly resized: () => void;
	/** The program is to be stopped, as Ctrl+Z does where it is not a key. */
	readonly stopped: () => void;
	/** Its input has ended, or it cannot be read or written. */
	readonly gone: () => void;
};

/** What the system tells about the terminal, by signals and by errors of its streams. */
export class TerminalEvents {
	readonly #host: Host;
	readonly #streams: TerminalStreams;
	readonly #observer: TerminalObserver;
	#isWatching = false;

	constructor(host: Host, streams: TerminalStreams, observer: TerminalObserver) {
		this.#host = host;
		this.#streams = streams;
		this.#observer = observer;
	}

	watch(): void {
		const {stdin, stdout, stderr} = this.#streams;
		const {resized, stopped, gone} = this.#observer;
		this.#isWatching = true;
		this.#host.on('SIGWINCH', resized);
		this.#host.on('SIGTSTP', stopped);
		stdout.on('resize', resized);
		stdin.on('end', gone);
		// These stay: a terminal that is gone may still have errors to tell.
		stdin.on('error', gone);
		stderr.on('error', gone);
	}

	unwatch(): void {
		const {stdin, stdout} = this.#streams;
		const {resized, stopped, gone} = this.#observer;
		this.#isWatching = false;
		this.#host.off('SIGWINCH', resized);
		this.#host.off('SIGTSTP', stopped);
		stdout.off('resize', resized);
		stdin.off('end', gone);
	}

	/** Stops the program, as the system does for SIGTSTP when nobody listens; resolves when it goes on. */
	async stop(): Promise<void> {
		const {stopped} = this.#observer;
		this.#host.off('SIGTSTP', stopped);
		await stopUntilContinued(this.#host);
		if (this.#isWatching) {
			this.#host.on('SIGTSTP', stopped);
		}
	}
}
