/** What the screen does while a script is run step by step: its band above the prompt, and the keys of that. */
import type {StatusKey} from '../commands/keymap.ts';
import {columnsOf} from '../core/visible.ts';
import type {ScriptFrame, ScriptLine} from '../frames/frame.ts';
import {viewPane} from '../frames/panes.ts';
import type {Key} from './keys.ts';
import {openPager} from './pager.ts';
import {fit, joinPieces, showText} from './rows.ts';
import {focusedEditor, promptKind, step, type Chrome, type Step, type UiState} from './state.ts';
import type {Theme, Tone} from './theme.ts';
import type {TitlePart} from './titles.ts';

/** Why a script has ended takes up to so many rows, each cut where it is too long; Enter shows all of it. */
const max_rows = 8;
/** Lines in the background that are shown, the newest. */
const max_background_rows = 3;
const onlyKeys = 'Enter runs the line, a all lines, Esc ends the script; / begins a command';

/** Whether a script has lines left. */
function isGoing({state}: ScriptFrame): boolean {
	return state === 'waiting' || state === 'running';
}

/**
What a key does for the script that is run; undefined when it does what it always does: something stands in the prompt,
or is open above it, or the key is none of the script's.
*/
export function pressInScript(state: UiState, key: Key): Step | undefined {
	const {chrome: {script}, popup} = state;
	if (script === undefined || popup !== undefined || focusedEditor(state).text !== '') {
		return undefined;
	}

	return key.type === 'key' ? pressNamed(state, script, key.name) : typeInScript(state, script, key);
}

function pressNamed(state: UiState, script: ScriptFrame, name: string): Step | undefined {
	if (name === 'Enter') {
		return isGoing(script) ? run(state, 'next') : showWhole(state, script);
	}

	const hasCursor = state.focus === viewPane && state.chrome.panes[viewPane].hasCursor === true;
	return name === 'Esc' && !hasCursor ? run(state, 'off') : undefined;
}

/** While lines are left, text is not typed: `a` would be a letter of it or run everything, as luck has it. */
function typeInScript(
	state: UiState,
	script: ScriptFrame,
	key: Key & {readonly type: 'text' | 'paste'},
): Step | undefined {
	if (!isGoing(script) || key.type === 'paste' || key.text.startsWith('/')) {
		return undefined;
	}

	if (key.text === 'a') {
		return run(state, 'all');
	}

	return promptKind(state) === 'view' ? undefined : step({...state, notice: onlyKeys});
}

function run(state: UiState, what: 'next' | 'all' | 'off'): Step {
	return step(state, {do: 'execute', pane: state.focus, line: `run ${what}`, typed: undefined});
}

function showWhole(state: UiState, {file, told}: ScriptFrame): Step {
	return step(told.length === 0 ? state : {...state, pager: openPager(`run ${file}`, told, state.size.columns)});
}

/** The keys that help while a script is run. */
export function scriptKeys(script: ScriptFrame, keys: readonly StatusKey[]): readonly StatusKey[] {
	if (!isGoing(script)) {
		const why = script.told.length === 0 ? [] : [{key: 'Enter', label: 'all of it'}];
		return [{key: 'Esc', label: 'live session'}, ...why, ...keys.filter(({key}) => key !== 'Enter')];
	}

	const [enter, all] = script.runsAll ? ['pause', []] : ['next line', [{key: 'a', label: 'all'}]] as const;
	const others = keys.filter(({key}) => !['Enter', 'Ctrl+D', 'Esc'].includes(key));
	return [{key: 'Enter', label: enter}, ...all, {key: 'Esc', label: 'end'}, ...others];
}

/** The title of a pane, behind whose name stands that it shows the session of a script. */
export function withScript(parts: readonly TitlePart[], {script}: Pick<Chrome, 'script'>): readonly TitlePart[] {
	return script === undefined
		? parts
		: parts.toSpliced(1, 0, {text: `SCRIPT ${script.file}`, short: 'SCRIPT', rank: 1, tone: 'warn'});
}

/** The band: the line about to run between those before and after it, or how the script has ended. */
export function scriptRows(script: ScriptFrame, columns: number, theme: Theme): string[] {
	return isGoing(script) ? goingRows(script, columns, theme) : endedRows(script, columns, theme);
}

function goingRows(
	{state, before, background, current, after, told}: ScriptFrame,
	columns: number,
	theme: Theme,
): string[] {
	const inBackground = background.slice(-max_background_rows);
	const places = [before, ...inBackground, current, after].map(line => columnsOf(line?.place ?? ''));
	const place_columns = Math.max(...places);
	const row = (tone: Tone, sign: string, line: ScriptLine | undefined, behind = ''): string[] => line === undefined
		? []
		: [joinPieces([
			[tone, `${sign.padEnd(2)} ${fit(showText(line.place, theme), place_columns)}  ${showText(line.text, theme)}`],
			['dim', behind],
		], columns, theme)];
	const said = told.length === 0 ? '' : `   ${showText(told.join('; '), theme)}`;
	return [
		...row('dim', 'ok', before, said),
		...inBackground.flatMap(line => row('dim', theme.signs.waiting, line)),
		...row('accent', state === 'running' ? theme.signs.waiting : theme.signs.chosen, current),
		...row('dim', '', after),
	];
}

function endedRows({file, state, told}: ScriptFrame, columns: number, theme: Theme): string[] {
	const [tone, word] = endings[state as keyof typeof endings];
	const shown = told.length < max_rows ? told : told.slice(0, max_rows - 2);
	const rest = told.length - shown.length;
	return [
		joinPieces([[tone, `${showText(file, theme)} ${word}`]], columns, theme),
		...shown.map(line => fit(showText(line, theme), columns, theme.ascii).trimEnd()),
		...(rest === 0 ? [] : [theme.paint('dim', `${theme.signs.more} ${rest} more`)]),
	];
}

const endings = {
	passed: ['accent', 'passed'],
	failed: ['error', 'failed'],
	wrong: ['error', 'has a mistake'],
	stopped: ['warn', 'was ended'],
} as const;
