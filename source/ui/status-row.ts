/**
The last row of the screen: what just happened if it needs a word, else the keys that help here, and what the screen
costs.
*/
import {columnsOf} from '../core/visible.ts';
import {fit, showText} from './rows.ts';
import {costOf} from './screen-cost.ts';
import type {UiState} from './state.ts';
import {keysOf, type KeyLabels} from './status-keys.ts';
import type {Theme} from './theme.ts';

/** Below this all room is for the keys; `/layout` tells what the screen costs. */
const roomy_columns = 100;

/** A row of exactly `columns` cells. Keys that do not fit are left out from the end, F1 last. */
export function statusRow(state: UiState, columns: number, theme: Theme): string {
	const cost = columns < roomy_columns ? '' : costOf(state.chrome, theme.signs);
	const room = columns - 2;
	const text = textOf(state, cost === '' ? room : room - columnsOf(cost) - 2, theme);
	const tone = state.notice === '' ? 'dim' : 'warn';
	const gap = room - columnsOf(text) - columnsOf(cost);
	return gap >= 2
		? ` ${theme.paint(tone, text)}${' '.repeat(gap)}${theme.paint('dim', cost)} `
		: ` ${theme.paint(tone, fit(textOf(state, room, theme), room, theme.ascii))} `;
}

function textOf(state: UiState, columns: number, theme: Theme): string {
	if (state.notice !== '') {
		return showText(state.notice, theme);
	}

	return joinKeys(fitKeys(keysOf(state), columns, theme), theme);
}

function fitKeys(keys: KeyLabels, columns: number, theme: Theme): KeyLabels {
	return keys.length <= 1 || columnsOf(joinKeys(keys, theme)) <= columns
		? keys
		: fitKeys(keys.toSpliced(-2, 1), columns, theme);
}

function joinKeys(keys: KeyLabels, {signs}: Pick<Theme, 'signs'>): string {
	return keys.map(({key, label}) => `${key} ${label}`).join(` ${signs.between} `);
}
