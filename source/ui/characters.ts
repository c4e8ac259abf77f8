import process from 'node:process';
import {canDrawUnicode} from '../screen/drawn-columns.ts';
import type {ScreenOptions} from '../screen/terminal.ts';
import {isTmuxClientUtf8} from '../screen/tmux.ts';
import type {Characters} from './theme.ts';

export type Known = {
	/** By an option: for good. */
	readonly decided: Characters | undefined;
	readonly byLocale: Characters;
};

/**
What is asked of the terminal. It knows what it draws better than the locale, which over SSH is often that of a box and
not of the terminal; so `tell` hears the answer unless an option decided. Only where the locale is not UTF-8 is the
answer waited for: elsewhere it hardly ever says something else.
*/
export function questionFor(
	{decided, byLocale}: Known,
	tell: (characters: Characters) => void,
): ScreenOptions['question'] {
	if (decided === 'ascii') {
		return undefined;
	}

	if (decided === 'unicode') {
		return {isAwaited: false, answered: async () => undefined};
	}

	const isAwaited = byLocale === 'ascii';
	const isPassedOn = isAwaited ? isTmuxClientUtf8(process.env) : Promise.resolve(true);
	return {
		isAwaited,
		async answered(columns) {
			tell(canDrawUnicode(columns) && await isPassedOn ? 'unicode' : 'ascii');
		},
	};
}
