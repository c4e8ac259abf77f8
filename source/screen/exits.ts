/**
However the program ends, the terminal is put back first: by a signal, by a bug, because the terminal is gone, by
`process.exit`.

A signal exits with 128 + its number, a bug with 1 after its stack was printed. A second signal, unless it is a
SIGHUP, does not wait any longer.
*/
import os from 'node:os';
import process from 'node:process';
import {endingSignals} from '../core/ending-signals.ts';
import {limits} from '../core/limits.ts';
import {formatDuration} from '../core/quantities.ts';
import {type Host} from './host.ts';

export type Ending = {
	/** Puts the terminal back; tells whether it took the bytes. Must end in bounded time. */
	readonly leave: () => Promise<boolean>;
	/** The same at once, for a process that is already exiting. */
	readonly leaveNow: () => void;
	/** The program's own last work, such as completing a file; waited for `limits.exit_work_ms` at most. */
	readonly lastWork: () => Promise<void> | void;
	/** Prints to standard error. */
	readonly print: (text: string) => void;
};

/**
Signals that Ink (by signal-exit) would end the program for at once, if nobody else listened to them by these names.

A write that goes beyond the limit for files fails with EFBIG after SIGXFSZ, which is told; SIGIOT and SIGPOLL are
second names of SIGABRT and SIGIO.
*/
const ignoredSignals = ['SIGXFSZ', 'SIGIOT', 'SIGPOLL'] as const;

export class Exits {
	readonly #host: Host;
	readonly #ending: Ending;
	readonly #signals = endingSignals([...process.execArgv, process.env['NODE_OPTIONS'] ?? '']);
	#begun = false;
	readonly #onSignal = (signal: NodeJS.Signals): void => {
		void this.end(signal);
	};

	readonly #ignore = (): void => undefined;

	readonly #onBug = (error: unknown): void => {
		void this.fail(error);
	};

	constructor(host: Host, ending: Ending) {
		this.#host = host;
		this.#ending = ending;
	}

	async #end(code: number, message?: string): Promise<void> {
		if (this.#begun) {
			this.#host.exit(code);
			return;
		}

		this.#begun = true;
		const isReached = await this.#ending.leave();
		// Printing to a terminal that takes nothing would wait for ever.
		if (message !== undefined && (isReached || !process.stderr.isTTY)) {
			this.#ending.print(`${message}\n`);
		}

		await this.#finishWork();
		this.#host.exit(code);
	}

	async #lastWork(): Promise<true> {
		await this.#ending.lastWork();
		return true;
	}

	async #finishWork(): Promise<void> {
		try {
			const limit = Promise.withResolvers<boolean>();
			const timer = setTimeout(limit.resolve, limits.exit_work_ms, false);
			const isDone = await Promise.race([this.#lastWork(), limit.promise]);
			clearTimeout(timer);
			if (!isDone) {
				const limit_text = formatDuration(limits.exit_work_ms);
				this.#ending.print(`The last work was not done after ${limit_text}: a recording may not be whole.\n`);
			}
		} catch (error) {
			this.#ending.print(`${String(error)}\n`);
		}
	}

	watch(): void {
		for (const signal of this.#signals) {
			this.#host.on(signal, this.#onSignal);
		}

		for (const signal of ignoredSignals) {
			this.#host.on(signal, this.#ignore);
		}

		this.#host.on('uncaughtException', this.#onBug);
		this.#host.on('unhandledRejection', this.#onBug);
		this.#host.on('exit', this.#ending.leaveNow);
	}

	unwatch(): void {
		for (const signal of this.#signals) {
			this.#host.off(signal, this.#onSignal);
		}

		for (const signal of ignoredSignals) {
			this.#host.off(signal, this.#ignore);
		}

		this.#host.off('uncaughtException', this.#onBug);
		this.#host.off('unhandledRejection', this.#onBug);
		this.#host.off('exit', this.#ending.leaveNow);
	}

	/** Ends the program with an exit code of its own. */
	async exit(code: number): Promise<void> {
		await this.#end(code);
	}

	/**
	Ends the program as `signal` would. One hangup is told several times: by the terminal, by the system and by the shell;
	so a further SIGHUP asks for nothing.
	*/
	async end(signal: NodeJS.Signals): Promise<void> {
		if (this.#begun && signal === 'SIGHUP') {
			return;
		}

		await this.#end(128 + os.constants.signals[signal]);
	}

	/** Ends the program because of a bug: its stack is printed once the terminal is put back. */
	async fail(error: unknown): Promise<void> {
		await this.#end(1, error instanceof Error ? error.stack ?? error.message : String(error));
	}
}
