import type {PaneName} from '../frames/panes.ts';
import {step, type Chrome, type Step, type UiState} from './state.ts';

/**
Chooses a connection of a pane. It shows at once, also in frames that were made before the lab has answered: another key
goes on from it. A line that was refused stays in the prompt, for the one that is chosen.
*/
export function chooseNamed(state: UiState, pane: PaneName, name: string): Step {
	const choices = {...state.choices, [pane]: name};
	const popup = state.popup?.type === 'problem' ? undefined : state.popup;
	const chosen = {...state, choices, chrome: withChoices(state.chrome, choices), popup};
	return step(chosen, {do: 'execute', pane, line: lineFor(name), typed: undefined});
}

/** What a frame told, with what was chosen since it was made. */
export function withChoices(chrome: Chrome, choices: UiState['choices']): Chrome {
	return {...chrome, current: {...chrome.current, ...choices}};
}

/** The lab has answered a line of a pane: frames know of its choice from now on. */
export function settleChoice(state: UiState, pane: PaneName, line: string): UiState {
	const name = state.choices[pane];
	if (name === undefined || line !== lineFor(name)) {
		return state;
	}

	const {[pane]: _, ...choices} = state.choices;
	return {...state, choices};
}

function lineFor(name: string): string {
	return `use ${name}`;
}
