/** Which keys help now: those of what is open, or of the pane, as far as they do something. */
import {statusKeys, type StatusKey} from '../commands/keymap.ts';
import type {Suggestion} from '../language/verb.ts';
import {abilitiesOf} from './abilities.ts';
import {recordingKeys} from './recording.ts';
import {scriptKeys} from './script.ts';
import {promptKind, type UiState} from './state.ts';

export type KeyLabels = readonly StatusKey[];

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
const pasteKeys: KeyLabels = [{key: 'Enter', label: 'send'}, {key: 'Esc', label: 'discard'}];
const helpKeys: KeyLabels = [
	{key: 'Enter', label: 'take or open'},
	{key: 'Right', label: 'more'},
	{key: 'type', label: 'to search'},
	{key: 'PgUp PgDn', label: 'scroll'},
	{key: 'Esc', label: 'back'},
];
const pagerKeys: KeyLabels = [{key: 'PgUp PgDn Home End', label: 'scroll'}, {key: 'Esc', label: 'back'}];

/** The keys of what is open, else those of the pane. */
export function keysOf(state: UiState): KeyLabels {
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

function paneKeys(state: UiState): KeyLabels {
	const {chrome, focus, view} = state;
	const {recording, script, panes} = chrome;
	const kind = promptKind(state);
	const keys = statusKeys(focus, kind, abilitiesOf(chrome, focus))
		.filter(({label}) => kind !== 'view' || label !== view.view);
	if (kind === 'command') {
		return keys;
	}

	const shown = script === undefined || state.prompts[focus].text !== '' ? keys : scriptKeys(script, keys);
	return recording === undefined ? shown : recordingKeys(keys, panes[focus].hasCursor === true);
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
