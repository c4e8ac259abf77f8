/**
Opens the terminal for the screen and gives it back.

Ink renders the chrome into `sink` and reads keys and pastes
(`render(app, {stdin, stdout: screen.sink, debug: true, interactive: true, exitOnCtrlC: false, patchConsole: false})`);
everything else about the terminal is here.
*/
import process from 'node:process';
import {CapturedOutput} from './captured-output.ts';
import {clipboardSequence} from './clipboard.ts';
import {Compositor} from './compositor.ts';
import {Exits} from './exits.ts';
import {type Host} from './host.ts';
import {InkSink} from './ink-sink.ts';
import {type PaneRows, type Size, type Staged} from './layout-type.ts';
import {modesFor, type Modes} from './modes.ts';
import {Painter} from './painter.ts';
import {RemoteTerminal} from './remote-terminal.ts';
import {type ScreenOptions} from './screen-options.ts';
import {ScreenSize} from './screen-size.ts';
import {TerminalAnswers} from './terminal-answers.ts';
import {TerminalEvents} from './terminal-events.ts';
import {TerminalLease} from './terminal-lease.ts';
import {Writer} from './writer.ts';

/** Enters the alternate screen at once; paints when a layout is staged and Ink has written. */
export function openScreen(options: ScreenOptions = {}): Screen {
	return new Screen(options);
}

export class Screen {
	readonly #options: ScreenOptions;
	readonly #host: Host;
	readonly #compositor: Compositor;
	readonly #painter: Painter;
	readonly #writer: Writer;
	readonly #lease: TerminalLease;
	readonly #exits: Exits;
	readonly #inkSink: InkSink;
	readonly #remote: RemoteTerminal | undefined;
	readonly #answers: TerminalAnswers;
	readonly #events: TerminalEvents;
	readonly #size: ScreenSize;
	#isSuspended = false;
	#isClosed = false;
	/** What is to be painted when the terminal has caught up. */
	#late: (() => void) | undefined;
	readonly #onGone = (): void => {
		this.#answers.giveUp();
		if (!this.#isClosed) {
			void this.#exits.end('SIGHUP');
		}
	};

	/** The `stdout` for Ink's `render`. */
	readonly sink: NodeJS.WriteStream;

	constructor(options: ScreenOptions) {
		const {stdin = process.stdin, stdout = process.stdout, stderr = process.stderr, host = process} = options;
		const modes = modesFor('terminalType' in options ? options.terminalType : process.env['TERM']);
		this.#options = options;
		this.#host = host;
		this.#compositor = new Compositor(modes);
		this.#writer = new Writer(stdout, {drained: () => {
			this.#catchUp();
		}, gone: this.#onGone});
		const captured = new CapturedOutput([stdout, stderr]);
		this.#lease = new TerminalLease({stdin, stderr, writer: this.#writer, modes, captured});
		this.#remote = this.#openRemote(modes, options.remoteTimeout_ms);
		this.#size = new ScreenSize(stdout, size => {
			this.#layOut(size);
		});
		this.#painter = new Painter(this.#compositor, this.#remote ?? this.#writer, () => this.#size.present);
		this.#inkSink = new InkSink(this.#size.told, lines => {
			this.#takeChrome(lines);
		});
		this.sink = this.#inkSink as unknown as NodeJS.WriteStream;
		this.#answers = new TerminalAnswers({
			stdin,
			writer: this.#writer,
			compositor: this.#compositor,
			painter: this.#painter,
			remote: this.#remote,
		});
		this.#exits = this.#openExits(stderr);
		this.#events = new TerminalEvents(host, {stdin, stdout, stderr}, {
			resized: () => {
				this.#resized();
			},
			stopped: () => {
				void this.suspend();
			},
			gone: this.#onGone,
		});
		this.#lease.useMouse(options.mouse === true);
		this.#exits.watch();
		this.#events.watch();
		this.#begin();
		if (options.question !== undefined) {
			this.#answers.ask(modes, options.question);
		}
	}

	#openRemote({begin}: Modes, timeout_ms: number | undefined): RemoteTerminal | undefined {
		if (timeout_ms === undefined || begin === '') {
			return undefined;
		}

		return new RemoteTerminal(this.#writer, timeout_ms, {caughtUp: () => {
			this.#catchUp();
		}, gone: this.#onGone});
	}

	#openExits(stderr: NodeJS.WriteStream): Exits {
		return new Exits(this.#host, {
			leave: async () => this.close(),
			leaveNow: () => {
				this.#lease.releaseNow();
			},
			lastWork: async () => this.#options.lastWork?.(),
			print(text) {
				stderr.write(text);
			},
		});
	}

	#catchUp(): void {
		if (this.#late !== undefined) {
			this.whenCaughtUp(this.#late);
		}

		this.#painter.paintAsked();
	}

	/** A terminal that changed its size may have moved what it shows. */
	#resized(): void {
		this.repaint();
		this.#size.check();
	}

	/** Ink's size and the app's change together. */
	#layOut(size: Size): void {
		Object.assign(this.#inkSink, size);
		this.#options.onResize?.(size);
	}

	#takeChrome(lines: readonly string[]): void {
		if (this.#compositor.chrome(lines)) {
			this.#painter.ask();
		}
	}

	#begin(): void {
		this.#lease.acquire();
		this.#remote?.begin();
		this.#compositor.forget();
		this.#painter.resume();
	}

	/** Gives the terminal back, but for answers that are under way: they would be typed into the shell. */
	async #pause(): Promise<boolean> {
		this.#answers.endWait();
		this.#painter.pause();
		this.#size.stop();
		await this.#answers.settled();
		return this.#lease.release();
	}

	/** The size that the layout is to be made for: what `onResize` last told. */
	size(): Size {
		return this.#size.told;
	}

	/** The layout of the commit under way; from `useInsertionEffect`, with every commit that changes it. */
	stage(staged: Staged): void {
		this.#compositor.stage(staged);
	}

	/** Takes the terminal's answers out of what was typed; everything else goes to `pass`, in its order. */
	takeAnswers(typed: string, pass: (text: string) => void): void {
		this.#answers.take(typed, pass);
	}

	/**
	Calls `take`, which paints something that nobody waits for, when there is room for it: at once, or when a terminal
	behind a connection has caught up. Of several the newest is called alone.
	*/
	whenCaughtUp(take: () => void): void {
		if (this.#remote?.isBehind === true) {
			this.#late = take;
		} else {
			this.#late = undefined;
			take();
		}
	}

	/** New rows for some panes. */
	paint(rows: PaneRows): void {
		this.#compositor.paint(rows);
		this.#painter.ask();
	}

	/** Paints every cell anew: something else may have written over it. */
	repaint(): void {
		this.#compositor.forget();
		this.#painter.ask();
	}

	/** Takes the mouse, or leaves it to the terminal. */
	useMouse(isOn: boolean): void {
		this.#lease.useMouse(isOn);
	}

	/** Puts text into the terminal's clipboard, where the terminal allows it. */
	copy(text: string): void {
		this.#writer.write(clipboardSequence(text, process.env));
	}

	/** Frames that reached the terminal in the last whole second. */
	framesPerSecond(): number {
		return this.#painter.framesPerSecond;
	}

	/**
	Gives the terminal to the shell and stops, as Ctrl+Z does where it is not a key; resolves when the program goes on and
	the screen is back.
	*/
	async suspend(): Promise<void> {
		if (this.#isSuspended || this.#isClosed) {
			return;
		}

		this.#isSuspended = true;
		this.#options.onSuspend?.();
		await this.#pause();
		if (!this.#isClosed) {
			await this.#events.stop();
		}

		this.#isSuspended = false;
		if (this.#isClosed) {
			return;
		}

		this.#begin();
		// A resize while stopped was told to nobody.
		this.#host.kill(this.#host.pid, 'SIGWINCH');
		this.#options.onResume?.();
	}

	/**
	Puts the terminal back and lets go of it; tells whether the terminal took the bytes, in bounded time. If not, it is
	tried once more when the process exits. A terminal that took nothing still has a write under way, which keeps the
	process: end it with `exit`.
	*/
	async close(): Promise<boolean> {
		this.#isClosed = true;
		const isReached = await this.#pause();
		if (isReached) {
			this.#exits.unwatch();
			this.#events.unwatch();
		}

		this.#writer.close();
		return isReached;
	}

	/** Ends the program: restores, finishes the last work, exits with `code`. */
	async exit(code: number): Promise<void> {
		await this.#exits.exit(code);
	}

	/**
	Ends the program because of a bug, such as a rejection of Ink's `waitUntilExit`: restores, prints the stack, exits with
	1.
	*/
	async fail(error: unknown): Promise<void> {
		await this.#exits.fail(error);
	}
}
