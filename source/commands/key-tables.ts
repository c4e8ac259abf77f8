/** The keymap as tables for people: the help and README. */
import {viewPane, type PaneName} from '../frames/panes.ts';
import {keymap, type Binding} from './keymap.ts';
import {mouseTable} from './mouse-table.ts';
import {scriptKeyTable} from './script-key-table.ts';

/** A row for people: keys or what the mouse does, where they work, what they do. */
export type KeyRow = {readonly keys: string; readonly where: string; readonly label: string};

/** All of them. */
export function keyTable(): readonly KeyRow[] {
	return [...keymap.map(binding => rowOf(binding)), ...scriptKeyTable, ...mouseTable];
}

/** The rows of the table that count in a pane; those of this pane alone first, those that count anywhere last. */
export function keysIn(pane: PaneName): readonly KeyRow[] {
	const here = keymap.filter(binding => isIn(binding, pane));
	return here.toSorted((one, other) => breadthOf(one) - breadthOf(other)).map(binding => rowOf(binding));
}

/** The rows that do not count in a pane. */
export function keysOutside(pane: PaneName): readonly KeyRow[] {
	return [...keymap.filter(binding => !isIn(binding, pane)).map(binding => rowOf(binding)), ...scriptKeyTable];
}

function rowOf(binding: Binding): KeyRow {
	return {keys: binding.keys.join(' '), where: whereOf(binding), label: binding.label};
}

/** Whether it can count in a pane, whatever its prompt holds; only the pane of views is without one. */
function isIn({panes, prompt}: Binding, pane: PaneName): boolean {
	return (panes?.includes(pane) ?? true) && (pane === viewPane || !isOfView({prompt}));
}

/** Only while the pane of views has no prompt. */
function isOfView({prompt}: Pick<Binding, 'prompt'>): boolean {
	return prompt?.every(held => held === 'view') === true;
}

/** 0: of the pane of views alone; 1: for some panes or prompts; 2: anywhere. */
function breadthOf(binding: Binding): number {
	const isAnywhere = binding.panes === undefined && binding.prompt === undefined;
	return isOfView(binding) ? 0 : 1 + Number(isAnywhere);
}

function whereOf({panes, prompt}: Binding): string {
	if (prompt?.length === 1) {
		return {empty: 'empty prompt', view: `${viewPane} pane`, command: 'command', data: 'text'}[prompt[0]!];
	}

	if (prompt?.includes('view') === false) {
		return 'prompt';
	}

	return panes === undefined ? 'anywhere' : `${panes.join(' or ')} pane`;
}
