import type {PaneName} from '../frames/panes.ts';
import {step, type Step, type UiState} from './state.ts';

/**
Chooses a connection of a pane. It shows at once; the next frame confirms it. A line that was refused stays in the
prompt, for the one that is chosen.
*/
export function chooseNamed(state: UiState, pane: PaneName, name: string): Step {
	const chrome = {...state.chrome, current: {...state.chrome.current, [pane]: name}};
	const popup = state.popup?.type === 'problem' ? undefined : state.popup;
	return step({...state, chrome, popup}, {do: 'execute', pane, line: `use ${name}`, typed: undefined});
}
