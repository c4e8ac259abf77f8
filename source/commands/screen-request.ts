import type {ThemeChoice} from '../core/theme-names.ts';
import type {Viewport} from '../frames/frame.ts';
import type {LayoutKind} from '../frames/layout-kinds.ts';
import type {PaneName} from '../frames/panes.ts';

/** What a person chooses for the screen of a session. */
export type ScreenSettings = {
	readonly theme?: ThemeChoice;
	/** Whether the mouse is sockplay's or the terminal's. */
	readonly mouse?: boolean;
};

/** What a line can ask of the screen. Outside the screen only `quit` and `help` have a meaning. */
export type ScreenRequest =
	| {readonly type: 'focus'; readonly pane: PaneName}
	/** The whole screen for one pane (the focused one when none is named), and back again. */
	| {readonly type: 'zoom'; readonly pane?: PaneName}
	/** Panes arranged in another way, borders in their usual places; without `how`, only shown. */
	| {readonly type: 'layout'; readonly how?: LayoutKind | 'reset'}
	/** How the raw-bytes pane shows bytes; only what is given changes. `only: ''` shows all endpoints again. */
	| {readonly type: 'view'} & Partial<Pick<Viewport, 'view' | 'width' | 'only' | 'joined' | 'legs' | 'time'>>
	/** Text for the terminal's clipboard. */
	| {readonly type: 'copy'; readonly text: string; readonly notice: string}
	/** A sentence for the status line. */
	| {readonly type: 'notice'; readonly notice: string}
	/** The person's choices for the session; only what is given changes. */
	| {readonly type: 'settings'; readonly settings: ScreenSettings; readonly notice: string}
	/** A line to be edited in the prompt of a pane. */
	| {readonly type: 'edit'; readonly pane: PaneName; readonly text: string}
	/** A text to read, which takes the screen; its lines are visible text. */
	| {readonly type: 'page'; readonly title: string; readonly lines: readonly string[]}
	/** A page of the help, or what a search in it finds; without either, its table of contents. */
	| {readonly type: 'help'; readonly page?: string; readonly query?: string}
	| {readonly type: 'quit'};
