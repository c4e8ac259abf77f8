/**
Opens the terminal for the screen and gives it back.

Ink renders the chrome into `sink` and reads keys and pastes
(`render(app, {stdin, stdout: screen.sink, debug: true, interactive: true, exitOnCtrlC: false, patchConsole: false})`);
everything else about the terminal is here.
*/
import process from 'node:process';
import {limits} from '../core/limits.ts';
import {clipboardSequence} from './clipboard.ts';
import {Compositor} from './compositor.ts';
import {type DrawnColumns} from './drawn-columns.ts';
import {Exits} from './exits.ts';
import {type Host} from './host.ts';
import {InkSink} from './ink-sink.ts';
import {isSameSize, type PaneRows, type Size, type Staged} from './layout-type.ts';
import {TerminalLease} from './terminal-lease.ts';
import {modesFor, type Modes} from './modes.ts';
import {Question, questionSequence} from './question.ts';
import {RemoteTerminal} from './remote-terminal.ts';
import {Throttle} from './throttle.ts';
import {Painter} from './painter.ts';
import {stopUntilContinued} from './stop.ts';
import {CapturedOutput} from './captured-output.ts';
import {Writer} from './writer.ts';

export type ScreenOptions = {
	readonly stdin?: NodeJS.ReadStream;
	readonly stdout?: NodeJS.WriteStream;
	readonly stderr?: NodeJS.WriteStream;
	/** Whose signals are listened to, and who exits. */
	readonly host?: Host;
	/** Whether the mouse is ours from the beginning. */
	readonly mouse?: boolean;
	/** `TERM`. */
	readonly terminalType?: string | undefined;
	/** Asks the terminal what it draws. One without modes is not asked. */
	readonly question?: {
		/** Nothing is painted before the answer, for `limits.answer_wait_ms` at most. */
		readonly isAwaited: boolean;
		/** The answer, before anything is painted by it. */
		readonly answered: (columns: DrawnColumns) => Promise<void>;
	} | undefined;
	/**
	Milliseconds of silence after which a terminal behind a connection is taken for gone, 0 for never; left out for a
	terminal that is not behind one.
	*/
	readonly remoteTimeout_ms?: number | undefined;
	/**
	The terminal has another size: lay out anew. Called at most once in `limits.resize_ms`, last with the final size.
	*/
	readonly onResize?: (size: Size) => void;
	/** The program is about to be stopped (Ctrl+Z), or goes on. */
	readonly onSuspend?: () => void;
	readonly onResume?: () => void;
	/** What is to be finished before the program ends on a signal, a bug or a lost terminal. */
	readonly lastWork?: () => Promise<void> | void;
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
	readonly #compositor: Compositor;
	readonly #painter: Painter;
	readonly #writer: Writer;
	readonly #lease: TerminalLease;
	readonly #exits: Exits;
	readonly #inkSink: InkSink;
	readonly #remote: RemoteTerminal | undefined;
	readonly #question: Question | undefined;
	readonly #layouts = new Throttle(limits.resize_ms, () => {
		this.#tellSize();
	});

	#isSuspended = false;
	#isClosed = false;
	/** What is to be painted when the terminal has caught up. */
	#late: (() => void) | undefined;
	/** Until the first frame may be painted. */
	#answerTimer: NodeJS.Timeout | undefined;
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
		this.#question?.giveUp();
		this.#remote?.giveUp();
		if (!this.#isClosed) {
			void this.#exits.end('SIGHUP');
		}
	};

	/** The `stdout` for Ink's `render`. */
	readonly sink: NodeJS.WriteStream;

	constructor(options: ScreenOptions) {
		this.#options = options;
		this.#stdin = options.stdin ?? process.stdin;
		this.#stdout = options.stdout ?? process.stdout;
		this.#stderr = options.stderr ?? process.stderr;
		this.#host = options.host ?? process;
		const modes = modesFor('terminalType' in options ? options.terminalType : process.env['TERM']);
		this.#compositor = new Compositor(modes);
		this.#writer = new Writer(this.#stdout, {drained: () => {
			this.#catchUp();
		}, gone: this.#onGone});
		const captured = new CapturedOutput([this.#stdout, this.#stderr]);
		this.#lease = new TerminalLease({stdin: this.#stdin, stderr: this.#stderr, writer: this.#writer, modes, captured});
		this.#remote = this.#openRemote(modes, options.remoteTimeout_ms);
		this.#painter = new Painter(this.#compositor, this.#remote ?? this.#writer, () => this.#present());
		this.#inkSink = new InkSink(this.#present(), lines => {
			this.#takeChrome(lines);
		});
		this.sink = this.#inkSink as unknown as NodeJS.WriteStream;
		this.#exits = new Exits(this.#host, {
			leave: async () => this.close(),
			leaveNow: () => {
				this.#lease.releaseNow();
			},
			lastWork: async () => options.lastWork?.(),
			print: text => {
				this.#stderr.write(text);
			},
		});
		this.#lease.useMouse(options.mouse === true);
		this.#watch();
		this.#begin();
		this.#question = this.#ask(modes, options.question);
	}

	#openRemote({begin}: Modes, timeout_ms: number | undefined): RemoteTerminal | undefined {
		if (timeout_ms === undefined || begin === '') {
			return undefined;
		}

		return new RemoteTerminal(this.#writer, timeout_ms, {caughtUp: () => {
			this.#catchUp();
		}, gone: this.#onGone});
	}

	#catchUp(): void {
		if (this.#late !== undefined) {
			this.whenCaughtUp(this.#late);
		}

		this.#painter.paintAsked();
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

	#begin(): void {
		this.#lease.acquire();
		this.#remote?.begin();
		this.#compositor.forget();
		this.#painter.resume();
	}

	#ask({begin, end}: Modes, question: ScreenOptions['question']): Question | undefined {
		if (question === undefined || begin === '') {
			return undefined;
		}

		this.#writer.write(begin + questionSequence + end);
		if (question.isAwaited) {
			this.#painter.pause();
			this.#answerTimer = setTimeout(() => {
				this.#paintFirst();
			}, limits.answer_wait_ms);
		}

		return new Question(columns => {
			void this.#takeAnswer(columns, question.answered(columns));
		});
	}

	async #takeAnswer(columns: DrawnColumns, answered: Promise<void>): Promise<void> {
		await answered;
		this.#compositor.draw(columns);
		this.#painter.ask();
		// Behind the frame that Ink makes of the answer.
		setImmediate(() => {
			this.#paintFirst();
		});
	}

	#paintFirst(): void {
		if (this.#answerTimer !== undefined) {
			this.#endWait();
			this.#painter.resume();
		}
	}

	#endWait(): void {
		clearTimeout(this.#answerTimer);
		this.#answerTimer = undefined;
	}

	/** Gives the terminal back, but for answers that are under way: they would be typed into the shell. */
	async #pause(): Promise<boolean> {
		this.#endWait();
		this.#painter.pause();
		this.#layouts.stop();
		await this.#hearAnswers();
		return this.#lease.release();
	}

	async #hearAnswers(): Promise<void> {
		if (this.#question?.isPending !== true && this.#remote === undefined) {
			return;
		}

		const isPaused = this.#stdin.isPaused();
		this.#stdin.resume();
		await Promise.all([this.#question?.settled(), this.#remote?.end()]);
		this.#question?.giveUp();
		if (isPaused) {
			this.#stdin.pause();
		}
	}

	#watch(): void {
		this.#exits.watch();
		this.#host.on('SIGWINCH', this.#onResize);
		this.#host.on('SIGTSTP', this.#onStop);
		this.#stdout.on('resize', this.#onResize);
		this.#stdin.on('end', this.#onGone);
		// These stay: a terminal that is gone may still have errors to tell.
		this.#stdin.on('error', this.#onGone);
		this.#stderr.on('error', this.#onGone);
	}

	#unwatch(): void {
		this.#exits.unwatch();
		this.#host.off('SIGWINCH', this.#onResize);
		this.#host.off('SIGTSTP', this.#onStop);
		this.#stdout.off('resize', this.#onResize);
		this.#stdin.off('end', this.#onGone);
	}

	/** With the system's own way with SIGTSTP, unless the program ended meanwhile. */
	async #stop(): Promise<void> {
		if (this.#isClosed) {
			return;
		}

		this.#host.off('SIGTSTP', this.#onStop);
		await stopUntilContinued(this.#host);
		this.#host.on('SIGTSTP', this.#onStop);
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

	/** Takes the terminal's answers out of what was typed; everything else goes to `pass`, in its order. */
	takeAnswers(typed: string, pass: (text: string) => void): void {
		const passOn = (text: string): void => {
			if (this.#remote === undefined) {
				pass(text);
			} else {
				this.#remote.take(text, pass);
			}
		};

		if (this.#question === undefined) {
			passOn(typed);
		} else {
			this.#question.take(typed, passOn);
		}
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
		await this.#stop();
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
			this.#unwatch();
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
