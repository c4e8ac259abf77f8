/** What the screen does when a recording, or the session of a script, is looked at instead of the live session. */
import type {StatusKey} from '../commands/keymap.ts';
import type {Chrome, UiState} from './state.ts';
import type {TitlePart} from './titles.ts';

/** Another frame came. Another session shows all of its endpoints at first; the live session comes back as it was. */
export function takeChrome(state: UiState, chrome: Chrome): UiState {
	const session = sessionOf(chrome);
	if (session === sessionOf(state.chrome)) {
		return {...state, chrome};
	}

	const {view, liveView = view} = state;
	const {only: _, ...everything} = view;
	return session === ''
		? {...state, chrome, view: liveView, liveView: undefined}
		: {...state, chrome, view: everything, liveView};
}

/** Which session is looked at, as a text; empty for the live one. */
function sessionOf({recording, script}: Chrome): string {
	const ran = script === undefined ? [] : [`script ${script.file}`];
	return [...ran, ...recording === undefined ? [] : [recording]].join(' ');
}

/** The title of a pane, behind whose name stands that it shows a recording. */
export function withRecording(
	parts: readonly TitlePart[],
	{recording}: Pick<Chrome, 'recording'>,
): readonly TitlePart[] {
	const text = `RECORDING ${recording}, read only`;
	return recording === undefined ? parts : parts.toSpliced(1, 0, {text, short: 'RECORDING', rank: 1, tone: 'warn'});
}

/** Keys that are for who sends. */
const sending = new Set(['Enter', 'Ctrl+D', 'Ctrl+N']);

/** The keys that help while a recording is looked at: how to leave it first, none that sends. */
export function recordingKeys(keys: readonly StatusKey[], hasCursor: boolean): readonly StatusKey[] {
	const leave = hasCursor ? [] : [{key: 'Esc', label: 'live session'}];
	return [...leave, ...keys.filter(({key}) => !sending.has(key))];
}
