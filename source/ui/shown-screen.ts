import type {Frame} from '../frames/frame.ts';
import type {Drawn} from './app.tsx';
import type {Layout} from './layout-type.ts';
import {paneRows} from './pane-rows.ts';
import type {LabPort} from './port.ts';
import type {ScreenPort} from './screen-port.ts';
import {drawnByInk, viewScreen, type ScreenView} from './screen-view.ts';
import type {UiState} from './state.ts';
import type {Theme} from './theme.ts';
import {viewportOf} from './viewport.ts';

export type ShownScreenTools = {
	readonly screen: Pick<ScreenPort, 'stage' | 'paint'>;
	readonly lab: Pick<LabPort, 'viewport'>;
	readonly getState: () => UiState;
	readonly themeFor: (state: UiState) => Theme;
};

/** What is on the screen: of the state what Ink and the compositor paint, and the lab's newest frame in its place. */
export class ShownScreen {
	readonly #tools: ShownScreenTools;
	#frame: Frame | undefined;
	#view!: ScreenView;
	#drawn!: Drawn;
	#drawnText = '';
	#viewport = '';
	#placed = '';

	/** Takes the state that there is. */
	constructor(tools: ShownScreenTools) {
		this.#tools = tools;
		this.takeState();
	}

	/** What Ink draws; another one when it has to draw anew. */
	get drawn(): Drawn {
		return this.#drawn;
	}

	get layout(): Layout {
		return this.#view.layout;
	}

	/** The state has changed: before Ink hears of it. The lab is told what it is to compose when that is different. */
	takeState(): void {
		const {screen, lab, getState, themeFor} = this.#tools;
		const state = getState();
		const theme = themeFor(state);
		const view = viewScreen(state, theme);
		this.#view = view;
		const viewport = viewportOf(state, view.layout, theme);
		const asked = JSON.stringify(viewport);
		if (asked !== this.#viewport) {
			this.#viewport = asked;
			lab.viewport(viewport);
		}

		const drawn = drawnByInk(view);
		if (drawn === this.#drawnText && theme === this.#drawn.theme) {
			screen.paint(view.rows);
		} else {
			this.#drawnText = drawn;
			this.#drawn = {view, theme};
		}
	}

	/** The layout and the rows of the commit under way, for the compositor before Ink writes. */
	stage(): void {
		const {screen} = this.#tools;
		const {staged, rows} = this.#view;
		screen.stage(staged);
		screen.paint(rows);
		const placed = JSON.stringify(staged.rectangles);
		if (placed !== this.#placed) {
			this.#placed = placed;
			this.#paint();
		}
	}

	takeFrame(frame: Frame): void {
		this.#frame = frame;
		this.#paint();
	}

	#paint(): void {
		if (this.#frame !== undefined) {
			const {screen, getState, themeFor} = this.#tools;
			const state = getState();
			screen.paint(paneRows(this.#frame, this.#view.staged.rectangles, state.view.view, themeFor(state)));
		}
	}
}
