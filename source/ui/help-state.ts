import type {HelpPage} from '../commands/help/page.ts';

/** A page, and which of its rows is chosen, which line stands at the top. `query`: what was searched for. */
export type HelpPlace = {
	readonly page: HelpPage;
	readonly query?: string;
	readonly at: number;
	readonly top: number;
};

/** From the page that was opened first to the one that is read. */
export type HelpState = {readonly places: readonly HelpPlace[]};
