import type {Proposals, UiState} from './state.ts';

/** What the completion proposes at a place of a prompt's text. */
export type Complete = (text: string, cursor: number, state: UiState) => Proposals;

/** The lines of the help, about everything or about one verb. */
export type HelpText = (verb?: string) => readonly string[];

/** What the reducer asks about the language. Both answer at once and change nothing. */
export type Assistant = {readonly complete: Complete; readonly help: HelpText};
