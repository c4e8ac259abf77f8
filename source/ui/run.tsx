/** The screen as a whole: Ink for the chrome, the compositor for the rows, a store between keys, lab and paint. */
import {render} from 'ink';
import {formatCount} from '../core/quantities.ts';
import type {Frame} from '../frames/frame.ts';
import type {Grammar} from '../language/verb.ts';
import type {Size} from '../screen/layout-type.ts';
import type {Screen} from '../screen/terminal.ts';
import {TerminalInput} from '../screen/terminal-input.ts';
import type {Outcome} from '../commands/outcome.ts';
import {App, type Drawn} from './app.tsx';
import {ChromeClock} from './chrome.ts';
import {helpBook} from './help-book.ts';
import type {HistoryStore} from './history-file.ts';
import {completePrompt, type SessionKnowledge} from './knowledge.ts';
import {paneRows} from './pane-rows.ts';
import type {LabPort} from './port.ts';
import {drawnByInk, viewScreen, type ScreenView} from './screen-view.ts';
import {viewportOf} from './viewport.ts';
import {openUi, type Effect, type UiState} from './state.ts';
import {Store} from './store.ts';
import {themeByChoice, type Characters, type Theme} from './theme.ts';
import {update, type Message} from './update.ts';

/** The part of the screen that the ui uses. */
export type ScreenPort = Pick<
	Screen,
	| 'sink' | 'takeAnswers' | 'size' | 'stage' | 'paint' | 'whenCaughtUp' | 'framesPerSecond' | 'suspend' | 'copy'
	| 'useMouse'
>;

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
	#frame: Frame | undefined;
	#view: ScreenView | undefined;
	#drawn: Drawn | undefined;
	#drawnText = '';
	#viewport = '';
	#placed = '';
	readonly ended = this.#ending.promise;
	readonly #themeFor: (state: UiState) => Theme;

	constructor(options: UiOptions) {
		this.#options = options;
		this.#themeFor = themeByChoice(options.theme);
		this.#screen = options.openScreen(size => {
			this.#store.dispatch({type: 'resized', size});
		}, characters => {
			this.#store.dispatch({type: 'characters', characters});
		});
		this.#store = this.#openStore();
		this.#takeState();
		this.#store.subscribe(() => {
			this.#takeState();
		});
		this.#chrome = new ChromeClock(() => this.#screen.framesPerSecond(), chrome => {
			this.#store.dispatch({type: 'chrome', chrome});
		});
		this.#ink = this.#render();
		this.#stopFrames = options.lab.onFrame(frame => {
			this.#screen.whenCaughtUp(() => {
				this.#takeFrame(frame);
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
		const {verbs, knowledge} = this.#options;
		const assistant = {
			complete: completePrompt(verbs, knowledge),
			help: helpBook(verbs),
		};
		return new Store<Message>(
			openUi(this.#screen.size()),
			(state, message) => update(state, message, assistant),
			effect => {
				this.#perform(effect);
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
				if (this.#view !== undefined) {
					this.#store.dispatch({type: 'mouse', report, layout: this.#view.layout});
				}
			},
		}, (typed, pass) => {
			this.#screen.takeAnswers(typed, pass);
		});
		const stdin = input as unknown as NodeJS.ReadStream;
		const app = (
			<App
				subscribe={this.#store.subscribe}
				getDrawn={() => this.#drawn!}
				onKeys={keys => {
					for (const key of keys) {
						this.#store.dispatch({type: 'key', key});
					}
				}}
				onDraw={() => {
					this.#stage();
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

	/** What the screen shows of the state, before Ink and the lab hear of a change. */
	#takeState(): void {
		const state = this.#store.getState();
		const theme = this.#themeFor(state);
		const view = viewScreen(state, theme);
		this.#view = view;
		const viewport = viewportOf(state, view.layout, theme);
		const asked = JSON.stringify(viewport);
		if (asked !== this.#viewport) {
			this.#viewport = asked;
			this.#options.lab.viewport(viewport);
		}

		const drawn = drawnByInk(view);
		if (drawn === this.#drawnText && theme === this.#drawn?.theme) {
			this.#screen.paint(view.rows);
		} else {
			this.#drawnText = drawn;
			this.#drawn = {view, theme};
		}
	}

	/** The layout and the rows of the commit under way, for the compositor before Ink writes. */
	#stage(): void {
		const {staged, rows} = this.#view!;
		this.#screen.stage(staged);
		this.#screen.paint(rows);
		const placed = JSON.stringify(staged.rectangles);
		if (placed !== this.#placed) {
			this.#placed = placed;
			this.#paint();
		}
	}

	#takeFrame(frame: Frame): void {
		this.#frame = frame;
		this.#paint();
		this.#chrome.take(frame);
	}

	#paint(): void {
		if (this.#frame !== undefined && this.#view !== undefined) {
			const state = this.#store.getState();
			this.#screen.paint(paneRows(
				this.#frame,
				this.#view.staged.rectangles,
				state.view.view,
				this.#themeFor(state),
			));
		}
	}

	#perform(effect: Effect): void {
		switch (effect.do) {
			case 'execute': {
				this.#answer(effect, this.#options.lab.execute(effect.line, effect.pane));
				break;
			}

			case 'send': {
				this.#answer(effect, this.#options.lab.send(effect.line, effect.pane));
				break;
			}

			case 'scroll': {
				this.#options.lab.scroll(effect.move);
				break;
			}

			case 'remember': {
				this.#options.history.append(effect.line);
				break;
			}

			case 'copy': {
				this.#screen.copy(effect.text);
				break;
			}

			case 'quit': {
				this.#ending.resolve('quit');
				break;
			}

			case 'repaint': {
				this.#options.repaint();
				break;
			}

			case 'mouse': {
				this.#screen.useMouse(effect.isOn);
				break;
			}

			case 'suspend': {
				this.#screen.suspend().catch(this.#ending.reject);
				break;
			}
		}
	}

	#answer({pane, line, typed}: Effect & {do: 'execute' | 'send'}, outcome: Promise<Outcome>): void {
		outcome.then(found => {
			this.#store.dispatch({type: 'replied', pane, line, typed, outcome: found});
		}).catch(this.#ending.reject);
	}
}
