import process from 'node:process';
import {canDrawUnicode} from '../screen/drawn-columns.ts';
import type {ScreenOptions} from '../screen/screen-options.ts';
import type {Characters} from './theme.ts';

export type Known = {
	/** By an option: for good. */
	readonly decided: Characters | undefined;
	readonly byLocale: Characters;
};

/**
What is asked of the terminal. It knows what it draws better than the locale, which over SSH is often that of a box and
not of the terminal; so `tell` hears the answer unless an option decided. Only where the locale is not UTF-8 is the
answer waited for: elsewhere it hardly ever says something else. Inside tmux the locale decides: tmux answers for a
screen of its own, and draws `_` for what is not ASCII unless its client was started in a locale with UTF-8 (tmux(1),
`-u`).
*/
export function questionFor(
	{decided, byLocale}: Known,
	tell: (characters: Characters) => void,
): ScreenOptions['question'] {
	const isInTmux = (process.env['TMUX'] ?? '') !== '';
	if (decided === 'ascii' || (decided === undefined && byLocale === 'ascii' && isInTmux)) {
		return undefined;
	}

	if (decided === 'unicode') {
		return {isAwaited: false, answered: async () => undefined};
	}

	return {
		isAwaited: byLocale === 'ascii',
		async answered(columns) {
			tell(canDrawUnicode(columns) ? 'unicode' : 'ascii');
		},
	};
}
