/**
The last row of the screen: what just happened if it needs a word, else the keys that help here, and what the screen
costs.
*/
import {statusKeys} from '../commands/keymap.ts';
import {columnsOf} from '../core/visible.ts';
import type {Suggestion} from '../language/verb.ts';
import {abilitiesOf} from './abilities.ts';
import {recordingKeys} from './recording.ts';
import {fit, showText} from './rows.ts';
import {costOf} from './screen-cost.ts';
import {promptKind, type UiState} from './state.ts';
import type {Theme} from './theme.ts';

/** Below this all room is for the keys; `/layout` tells what the screen costs. */
const roomy_columns = 100;

/** A row of exactly `columns` cells. Keys that do not fit are left out from the end, F1 last. */
export function statusRow(state: UiState, columns: number, theme: Theme): string {
	const cost = columns < roomy_columns ? '' : costOf(state.chrome, theme.signs);
	const room = columns - 2;
	const text = textOf(state, room - columnsOf(cost) - 2, theme);
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

function paneKeys(state: UiState): KeyLabels {
	const {chrome, focus} = state;
	const {recording, panes} = chrome;
	const kind = promptKind(state);
	const keys = statusKeys(focus, kind, abilitiesOf(chrome, focus));
	return recording === undefined || kind === 'command' ? keys : recordingKeys(keys, panes[focus].hasCursor === true);
}

type KeyLabels = ReadonlyArray<{readonly key: string; readonly label: string}>;

const searchKeys: KeyLabels = [
	{key: 'Enter', label: 'run'},
	{key: 'Ctrl+R', label: 'older'},
	{key: 'Tab', label: 'edit'},
	{key: 'Esc', label: 'back'},
];
const fixKeys: KeyLabels = [
	{key: 'Tab', label: 'put it right'},
	{key: 'Left Right', label: 'edit'},
	{key: 'Esc', label: 'close'},
	{key: 'F1', label: 'help'},
];
const listKeys: KeyLabels = [
	{key: 'Up Down', label: 'walk'},
	{key: 'Enter', label: 'choose'},
	{key: 'Esc', label: 'back'},
];
const pasteKeys: KeyLabels = [{key: 'Enter', label: 'send'}, {key: 'Esc', label: 'let go'}];

/** The keys of what is open, else those of the pane. */
function keysOf(state: UiState): KeyLabels {
	if (state.help !== undefined) {
		return helpKeys;
	}

	if (state.pager !== undefined) {
		return pagerKeys;
	}

	switch (state.popup?.type) {
		case 'completion': {
			return completionKeys(state.popup.suggestions[state.popup.chosen ?? -1]);
		}

		case 'connections': {
			return listKeys;
		}

		case 'search': {
			return searchKeys;
		}

		case 'paste': {
			return pasteKeys;
		}

		case 'problem': {
			return state.popup.fix === undefined ? paneKeys(state) : fixKeys;
		}

		case 'text':
		case undefined: {
			return paneKeys(state);
		}
	}
}

/** Enter takes a chosen word that wants others behind it, and runs the line otherwise. */
function completionKeys(chosen: Suggestion | undefined): KeyLabels {
	const isTaken = chosen?.open === true || chosen?.more === true;
	return [
		{key: 'Up Down', label: 'choose'},
		{key: 'Tab', label: 'complete'},
		{key: 'Enter', label: isTaken ? 'take' : 'run'},
		{key: 'Esc', label: 'close'},
		{key: 'F1', label: 'help'},
	];
}

const helpKeys: KeyLabels = [
	{key: 'Enter', label: 'take or open'},
	{key: 'Right', label: 'more'},
	{key: 'type', label: 'to search'},
	{key: 'PgUp PgDn', label: 'scroll'},
	{key: 'Esc', label: 'back'},
];
const pagerKeys: KeyLabels = [{key: 'PgUp PgDn Home End', label: 'scroll'}, {key: 'Esc', label: 'back'}];

function fitKeys(keys: KeyLabels, columns: number, theme: Theme): KeyLabels {
	return keys.length <= 1 || columnsOf(joinKeys(keys, theme)) <= columns
		? keys
		: fitKeys(keys.toSpliced(-2, 1), columns, theme);
}

function joinKeys(keys: KeyLabels, {signs}: Pick<Theme, 'signs'>): string {
	return keys.map(({key, label}) => `${key} ${label}`).join(` ${signs.between} `);
}
