import type {HelpPage} from '../commands/help/page.ts';
import type {Proposals, UiState} from './state.ts';

/** What the completion proposes at a place of a prompt's text. */
export type Complete = (text: string, cursor: number, state: UiState) => Proposals;

/** The help: the page of a word, empty for the table of contents, and a page of what has some words. */
export type HelpBook = {
	readonly page: (word: string, pane: string) => HelpPage;
	readonly search: (query: string, pane: string) => HelpPage;
};

/** What the reducer asks about the language. Both answer at once and change nothing. */
export type Assistant = {readonly complete: Complete; readonly help: HelpBook};
