import type {PaneName} from '../frames/panes.ts';
import {step, type Step, type UiState} from './state.ts';

/** Chooses a connection of a pane. It shows at once; the next frame confirms it. */
export function chooseNamed(state: UiState, pane: PaneName, name: string): Step {
	const chrome = {...state.chrome, current: {...state.chrome.current, [pane]: name}};
	return step({...state, chrome}, {do: 'execute', pane, line: `use ${name}`, typed: undefined});
}
