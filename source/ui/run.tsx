/** The screen as a whole: Ink for the chrome, the compositor for the rows, a store between keys, lab and paint. */
import {render} from 'ink';
import {formatCount} from '../core/quantities.ts';
import type {Grammar} from '../language/verb.ts';
import type {Size} from '../screen/layout-type.ts';
import {TerminalInput} from '../screen/terminal-input.ts';
import type {Outcome} from '../commands/outcome.ts';
import {App} from './app.tsx';
import {ChromeClock} from './chrome.ts';
import {helpBook} from './help-book.ts';
import type {HistoryStore} from './history-file.ts';
import {completePrompt, type SessionKnowledge} from './knowledge.ts';
import {performEffect, type EffectTools} from './perform-effect.ts';
import type {LabPort} from './port.ts';
import type {ScreenPort} from './screen-port.ts';
import {ShownScreen} from './shown-screen.ts';
import {openUi} from './state.ts';
import {Store} from './store.ts';
import {themeByChoice, type Characters, type Theme} from './theme.ts';
import {update, type Message} from './update.ts';

export type UiOptions = {
	readonly lab: LabPort;
	/**
	Opens the terminal. Called back are `onResize` with each new size, `onCharacters` when the terminal has told whether it
	draws more than ASCII.
	*/
	readonly openScreen: (
		onResize: (size: Size) => void,
		onCharacters: (characters: Characters) => void,
	) => ScreenPort;
	/** Paints every cell anew. */
	readonly repaint: () => void;
	readonly stdin: NodeJS.ReadStream;
	/** Until the person chooses another. */
	readonly theme: Theme;
	readonly verbs: readonly Grammar[];
	readonly knowledge: SessionKnowledge;
	readonly history: Pick<HistoryStore, 'load' | 'append'>;
	/** Runs the first lines, once the screen is there; a line with a problem is shown as if it had been typed. */
	readonly begin?: (run: (line: string) => Promise<Outcome>) => Promise<void>;
};

/**
Shows the screen until somebody quits. The terminal stays open: whoever opened it closes it. Rejects when the ui or the
lab has a bug.
*/
export async function runUi(options: UiOptions): Promise<'quit'> {
	const ui = new Ui(options);
	try {
		return await ui.ended;
	} finally {
		ui.stop();
	}
}

class Ui {
	readonly #options: UiOptions;
	readonly #screen: ScreenPort;
	readonly #store: Store<Message>;
	readonly #chrome: ChromeClock;
	readonly #ending = Promise.withResolvers<'quit'>();
	readonly #ink: ReturnType<typeof render>;
	readonly #stopFrames: () => void;
	readonly #shown: ShownScreen;
	readonly ended = this.#ending.promise;

	constructor(options: UiOptions) {
		this.#options = options;
		this.#screen = options.openScreen(size => {
			this.#store.dispatch({type: 'resized', size});
		}, characters => {
			this.#store.dispatch({type: 'characters', characters});
		});
		this.#store = this.#openStore();
		this.#shown = new ShownScreen({
			screen: this.#screen,
			lab: options.lab,
			getState: this.#store.getState,
			themeFor: themeByChoice(options.theme),
		});
		this.#store.subscribe(() => {
			this.#shown.takeState();
		});
		this.#chrome = new ChromeClock(() => this.#screen.framesPerSecond(), chrome => {
			this.#store.dispatch({type: 'chrome', chrome});
		});
		this.#ink = this.#render();
		this.#stopFrames = options.lab.onFrame(frame => {
			this.#screen.whenCaughtUp(() => {
				this.#shown.takeFrame(frame);
				this.#chrome.take(frame);
			});
		});
		this.#takeHistory().catch(this.#ending.reject);
		options.begin?.(async line => this.#runFirst(line)).catch(this.#ending.reject);
	}

	async #takeHistory(): Promise<void> {
		this.#store.dispatch({type: 'history', lines: await this.#options.history.load()});
	}

	async #runFirst(line: string): Promise<Outcome> {
		const outcome = await this.#options.lab.execute(line);
		this.#store.dispatch({type: 'replied', pane: 'client', line, typed: {text: `/${line}`, offset: 1}, outcome});
		return outcome;
	}

	stop(): void {
		this.#stopFrames();
		this.#chrome.stop();
		this.#ink.unmount();
	}

	#openStore(): Store<Message> {
		const {verbs, knowledge, lab, history, repaint} = this.#options;
		const assistant = {
			complete: completePrompt(verbs, knowledge),
			help: helpBook(verbs),
		};
		const tools: EffectTools = {
			lab,
			history,
			screen: this.#screen,
			repaint,
			replied: replied => {
				this.#store.dispatch({type: 'replied', ...replied});
			},
			quit: () => {
				this.#ending.resolve('quit');
			},
			failed: this.#ending.reject,
		};
		return new Store<Message>(
			openUi(this.#screen.size()),
			(state, message) => update(state, message, assistant),
			effect => {
				performEffect(effect, tools);
			},
		);
	}

	#render(): ReturnType<typeof render> {
		const input = new TerminalInput(this.#options.stdin, {
			cut: characters => {
				this.#store.dispatch({
					type: 'notice',
					text: `the paste was cut: ${formatCount(characters)} characters were left out`,
				});
			},
			mouse: report => {
				this.#store.dispatch({type: 'mouse', report, layout: this.#shown.layout});
			},
		}, (typed, pass) => {
			this.#screen.takeAnswers(typed, pass);
		});
		const stdin = input as unknown as NodeJS.ReadStream;
		const app = (
			<App
				subscribe={this.#store.subscribe}
				getDrawn={() => this.#shown.drawn}
				onKeys={keys => {
					for (const key of keys) {
						this.#store.dispatch({type: 'key', key});
					}
				}}
				onDraw={() => {
					this.#shown.stage();
				}}
			/>
		);
		// Frames whole and at once (see ink-sink.ts); a key that quits, the console and the terminal's modes are ours.
		const ink = render(
			app,
			{stdout: this.#screen.sink, stdin, debug: true, interactive: true, exitOnCtrlC: false, patchConsole: false},
		);
		ink.waitUntilExit().then(() => {
			this.#ending.resolve('quit');
		}).catch(this.#ending.reject);
		return ink;
	}
}
