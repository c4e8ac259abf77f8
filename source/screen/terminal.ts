/**
Opens the terminal for the screen and gives it back.

Ink renders the chrome into `sink` and does raw mode, keys and pastes (`render(app, {stdin, stdout: screen.sink, debug: true, interactive: true, exitOnCtrlC: false, patchConsole: false})`); everything else about the terminal is here.
*/
import process from 'node:process';
import {limits} from '../core/limits.ts';
import {Compositor} from './compositor.ts';
import {Exits} from './exits.ts';
import {type Host} from './host.ts';
import {InkSink} from './ink-sink.ts';
import {isSameSize, type PaneRows, type Size, type Staged} from './layout-type.ts';
import {modesFor, type Modes} from './modes.ts';
import {Pace} from './pace.ts';
import {Painter} from './painter.ts';
import {stopUntilContinued} from './stop.ts';
import {StrayOutput} from './stray-output.ts';
import {Writer} from './writer.ts';

export type ScreenOptions = {
	readonly stdin?: NodeJS.ReadStream;
	readonly stdout?: NodeJS.WriteStream;
	readonly stderr?: NodeJS.WriteStream;
	/** Whose signals are listened to, and who exits. */
	readonly host?: Host;
	/** `TERM`. */
	readonly terminalType?: string | undefined;
	/** The terminal has another size: lay out anew. Called at most once in `limits.resize_ms`, last with the final size. */
	readonly onResize?: (size: Size) => void;
	/** The program is about to be stopped (Ctrl+Z), or goes on. */
	readonly onSuspend?: () => void;
	readonly onResume?: () => void;
	/** What is to be finished before the program ends on a signal, a bug or a lost terminal. */
	readonly farewell?: () => Promise<void> | void;
};

/** For a terminal that does not know its size. */
const unknownSize: Size = {columns: 80, rows: 24};

/** Enters the alternate screen at once; paints when a layout is staged and Ink has written. */
export function openScreen(options: ScreenOptions = {}): Screen {
	return new Screen(options);
}

export class Screen {
	readonly #options: ScreenOptions;
	readonly #stdin: NodeJS.ReadStream;
	readonly #stdout: NodeJS.WriteStream;
	readonly #stderr: NodeJS.WriteStream;
	readonly #host: Host;
	readonly #modes: Modes;
	readonly #compositor: Compositor;
	readonly #painter: Painter;
	readonly #writer: Writer;
	readonly #strays: StrayOutput;
	readonly #exits: Exits;
	readonly #inkSink: InkSink;
	readonly #layouts = new Pace(limits.resize_ms, () => {
		this.#tellSize();
	});

	#entered = false;
	#suspended = false;
	/** A terminal that changed its size may have moved what it shows, even when the size is the old one again. */
	readonly #onResize = (): void => {
		this.#compositor.forget();
		this.#painter.ask();
		if (!isSameSize(this.#present(), this.size())) {
			this.#layouts.call();
		}
	};

	readonly #onStop = (): void => {
		void this.suspend();
	};

	readonly #onGone = (): void => {
		void this.#exits.end('SIGHUP');
	};

	/** The `stdout` for Ink's `render`. */
	readonly sink: NodeJS.WriteStream;

	constructor(options: ScreenOptions) {
		this.#options = options;
		this.#stdin = options.stdin ?? process.stdin;
		this.#stdout = options.stdout ?? process.stdout;
		this.#stderr = options.stderr ?? process.stderr;
		this.#host = options.host ?? process;
		this.#modes = modesFor('terminalType' in options ? options.terminalType : process.env['TERM']);
		this.#strays = new StrayOutput([this.#stdout, this.#stderr]);
		this.#compositor = new Compositor(this.#modes);
		this.#writer = new Writer(this.#stdout, {drained: () => {
			this.#painter.paintAsked();
		}, gone: this.#onGone});
		this.#painter = new Painter(this.#compositor, this.#writer, () => this.#present());
		this.#inkSink = new InkSink(this.#present(), lines => {
			this.#takeChrome(lines);
		});
		this.sink = this.#inkSink as unknown as NodeJS.WriteStream;
		this.#exits = new Exits(this.#host, {
			leave: async () => this.close(),
			leaveNow: () => {
				this.#leaveNow();
			},
			farewell: async () => options.farewell?.(),
			print: text => {
				this.#stderr.write(text);
			},
		});
		this.#watch();
		this.#enter();
	}

	#present(): Size {
		const {columns, rows} = this.#stdout;
		return columns > 0 && rows > 0 ? {columns, rows} : unknownSize;
	}

	#takeChrome(lines: readonly string[]): void {
		if (this.#compositor.chrome(lines)) {
			this.#painter.ask();
		}
	}

	#enter(): void {
		this.#entered = true;
		this.#strays.catch();
		this.#writer.setBlocking(false);
		this.#writer.write(this.#modes.enter);
		this.#compositor.forget();
		this.#painter.resume();
	}

	async #leave(): Promise<boolean> {
		if (!this.#entered) {
			return true;
		}

		this.#painter.pause();
		this.#layouts.stop();
		let isReached = await this.#writer.flush(limits.farewell_ms);
		if (isReached && this.#entered) {
			this.#writer.write(this.#modes.leave);
			isReached = await this.#writer.flush(limits.farewell_ms);
		}

		if (isReached) {
			this.#entered = false;
			this.#writer.setBlocking(true);
		}

		this.#stdin.setRawMode(false);
		this.#printStrays(isReached);
		return isReached;
	}

	#leaveNow(): void {
		if (!this.#entered) {
			return;
		}

		this.#entered = false;
		this.#writer.writeNow(this.#modes.leave);
		this.#stdin.setRawMode(false);
		this.#strays.release();
	}

	#printStrays(isReached: boolean): void {
		const text = this.#strays.release();
		if (isReached && text !== '') {
			this.#stderr.write(text);
		}
	}

	#watch(): void {
		this.#exits.watch();
		this.#host.on('SIGWINCH', this.#onResize);
		this.#host.on('SIGTSTP', this.#onStop);
		this.#stdout.on('resize', this.#onResize);
		this.#stdin.on('end', this.#onGone);
		this.#stdin.on('error', this.#onGone);
	}

	#unwatch(): void {
		this.#exits.unwatch();
		this.#host.off('SIGWINCH', this.#onResize);
		this.#host.off('SIGTSTP', this.#onStop);
		this.#stdout.off('resize', this.#onResize);
		this.#stdin.off('end', this.#onGone);
		this.#stdin.off('error', this.#onGone);
	}

	/** Ink's size and the app's change together. */
	#tellSize(): void {
		const size = this.#present();
		if (isSameSize(size, this.size())) {
			return;
		}

		Object.assign(this.#inkSink, size);
		this.#options.onResize?.(size);
	}

	/** The size that the layout is to be made for: what `onResize` last told. */
	size(): Size {
		return {columns: this.#inkSink.columns, rows: this.#inkSink.rows};
	}

	/** The layout of the commit under way; from `useInsertionEffect`, with every commit that changes it. */
	stage(staged: Staged): void {
		this.#compositor.stage(staged);
	}

	/** New rows for some panes. */
	paint(rows: PaneRows): void {
		this.#compositor.paint(rows);
		this.#painter.ask();
	}

	/** Frames that isReached the terminal in the last whole second. */
	framesPerSecond(): number {
		return this.#painter.framesPerSecond;
	}

	/** Gives the terminal to the shell and stops, as Ctrl+Z does where it is not a key; resolves when the program goes on and the screen is back. */
	async suspend(): Promise<void> {
		if (this.#suspended || !this.#entered) {
			return;
		}

		this.#suspended = true;
		this.#options.onSuspend?.();
		const {isRaw} = this.#stdin;
		await this.#leave();
		this.#host.off('SIGTSTP', this.#onStop);
		await stopUntilContinued(this.#host);
		this.#host.on('SIGTSTP', this.#onStop);
		this.#suspended = false;
		// First the mode, then the screen: a process in the background is stopped again by the first.
		this.#stdin.setRawMode(isRaw);
		this.#enter();
		this.#host.kill(this.#host.pid, 'SIGWINCH');
		this.#options.onResume?.();
	}

	/** Puts the terminal back and lets go of it; tells whether the terminal took the bytes, in bounded time. A terminal that took nothing still has a write under way, which keeps the process: end it with `exit`. */
	async close(): Promise<boolean> {
		const isReached = await this.#leave();
		this.#unwatch();
		this.#writer.close();
		return isReached;
	}

	/** Ends the program: restores, says farewell, exits with `code`. */
	async exit(code: number): Promise<void> {
		await this.#exits.exit(code);
	}

	/** Ends the program because of a bug, such as a rejection of Ink's `waitUntilExit`: restores, prints the stack, exits with 1. */
	async fail(error: unknown): Promise<void> {
		await this.#exits.fail(error);
	}
}
