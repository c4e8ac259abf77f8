/**
Which key does what. The status line, the help and README's table of keys (`key-tables.ts`) are printed from this table;
what edits a prompt is in `editor.ts` and is listed here only to be shown.

The first line that fits the key, the pane and what its prompt holds is the one that counts.
*/
import type {ScrollMove} from '../frames/frame.ts';
import {talkingPanes, type PaneName} from '../frames/panes.ts';
import {views} from '../frames/views/table.ts';
import type {ScreenRequest} from './screen-request.ts';

/** What the pane's prompt holds: nothing, text to send, a command; `view` is the raw pane while it has no prompt. */
export type PromptKind = 'empty' | 'data' | 'command' | 'view';

export type Action =
	| 'submit' | 'command' | 'complete' | 'complete-back' | 'next-pane' | 'previous-pane'
	| 'next-connection' | 'previous-connection' | 'connections'
	| 'next-layout' | 'border-left' | 'border-right' | 'border-up' | 'border-down'
	| 'older' | 'newer' | 'search' | 'interrupt' | 'escape' | 'repaint' | 'suspend' | 'edit';

/**
What a key comes to: an action of the screen, a request of the kind that lines have, a way to scroll, or a line of the
language.
*/
export type KeyCommand =
	| {readonly action: Action}
	| {readonly request: ScreenRequest}
	| {readonly scroll: ScrollMove['by']}
	| {readonly line: string};

/** What the current connection of a pane makes possible: sending to it, a half-close, another to choose. */
export type Ability = 'send' | 'half-close' | 'choice';

export type Binding = {
	readonly keys: readonly string[];
	/** Left out: in every pane. */
	readonly panes?: readonly PaneName[];
	/** Left out: whatever the prompt holds. */
	readonly prompt?: readonly PromptKind[];
	readonly does: KeyCommand;
	/** What it does, in a few words. */
	readonly label: string;
	/** A shorter label for the status line; without one it is not shown there. */
	readonly status?: string;
	/** Without this it fails: the status line does not show it then. */
	readonly needs?: Ability;
};

const talking = talkingPanes;
const filled = ['data', 'command'] as const;
/** A prompt that is there, whatever it holds. */
const shown = ['empty', ...filled] as const;
const edits: KeyCommand = {action: 'edit'};

const viewKeys: readonly Binding[] = views.flatMap(({name, key, summary}) => key === undefined
	? []
	: [
		{keys: [key], prompt: ['view'], does: {request: {type: 'view', view: name}}, label: summary, status: name},
	]);

/** Bindings that count while the prompt holds one of these. */
const within = (prompt: readonly PromptKind[], bindings: ReadonlyArray<Omit<Binding, 'prompt'>>): readonly Binding[] =>
	bindings.map(binding => ({...binding, prompt}));

export const keymap: readonly Binding[] = [
	{
		keys: ['Enter'], prompt: ['command'], does: {action: 'submit'},
		label: 'run the command; take the completion that was chosen', status: 'run',
	},
	{
		keys: ['Enter'], prompt: ['empty', 'data'], does: {action: 'submit'}, label: 'send the line',
		status: 'send', needs: 'send',
	},
	{keys: ['/'], prompt: ['empty', 'view'], does: {action: 'command'}, label: 'begin a command', status: 'commands'},
	{keys: ['Tab'], prompt: ['command'], does: {action: 'complete'}, label: 'complete the word', status: 'complete'},
	{keys: ['Shift+Tab'], prompt: ['command'], does: {action: 'complete-back'}, label: 'the completion before'},
	{keys: ['Tab'], does: {action: 'next-pane'}, label: 'next pane', status: 'next pane'},
	{keys: ['Shift+Tab'], does: {action: 'previous-pane'}, label: 'pane before'},
	{keys: ['Enter'], prompt: ['view'], does: {line: 'message'}, label: 'open the message at the cursor', status: 'open'},
	{
		keys: ['z'], prompt: ['view'], does: {request: {type: 'zoom'}},
		label: 'the whole screen for this pane, and back', status: 'zoom',
	},
	...viewKeys,
	...within(['view'], [
		{keys: ['j', 'Down'], does: {scroll: 'down'}, label: 'the cursor a row down; the first arrow brings it'},
		{keys: ['k', 'Up'], does: {scroll: 'up'}, label: 'the cursor a row up'},
		{keys: ['Left'], does: {scroll: 'left'}, label: 'the cursor a byte left'},
		{keys: ['Right'], does: {scroll: 'right'}, label: 'the cursor a byte right'},
		{keys: ['['], does: {scroll: 'block-before'}, label: 'the cursor to the block before'},
		{keys: [']'], does: {scroll: 'block-after'}, label: 'the cursor to the next block'},
		{keys: ['n'], does: {line: 'find'}, label: 'the next match of find'},
		{keys: ['N'], does: {line: 'find back=yes'}, label: 'the match before'},
		{keys: ['v'], does: {line: 'mark'}, label: 'mark a range from the cursor; again: no longer', status: 'mark'},
		{keys: ['y'], does: {line: 'copy'}, label: 'copy what is marked, in the form of the view', status: 'copy'},
		{keys: ['r'], does: {line: 'resend edit=yes'}, label: 'put what is marked into a prompt, to be sent again'},
		{keys: ['f'], does: {line: 'freeze'}, label: 'freeze the picture; again: continue', status: 'freeze'},
		{keys: ['g', 'Home', 'Ctrl+Home'], does: {scroll: 'home'}, label: 'the oldest bytes'},
		{keys: ['G', 'End', 'Ctrl+End'], does: {scroll: 'end'}, label: 'the newest bytes, and follow'},
	]),
	{
		keys: ['Ctrl+D'], prompt: ['empty'], panes: talking, does: {line: 'shutdown'},
		label: 'half-close: send FIN, keep receiving', status: 'half-close', needs: 'half-close',
	},
	{
		keys: ['Ctrl+N'], panes: talking, does: {action: 'next-connection'},
		label: 'choose the next connection', status: 'next connection', needs: 'choice',
	},
	{keys: ['Ctrl+P'], panes: talking, does: {action: 'previous-connection'}, label: 'choose the connection before'},
	{
		keys: ['Ctrl+O'], panes: talking, does: {action: 'connections'},
		label: 'the list of connections: type to narrow it, Up and Down walk it, Enter chooses',
	},
	{
		keys: ['Alt+A'], does: {line: 'answer'},
		label: 'answer the connection that spoke last: choose it, and go to its pane',
	},
	{keys: ['PageUp'], does: {scroll: 'page-up'}, label: 'a page up; new lines no longer move the pane'},
	{keys: ['PageDown'], does: {scroll: 'page-down'}, label: 'a page down'},
	{keys: ['Home', 'Ctrl+Home'], prompt: ['empty'], does: {scroll: 'home'}, label: 'the oldest lines'},
	{keys: ['End', 'Ctrl+End'], prompt: ['empty'], does: {scroll: 'end'}, label: 'the newest lines, and follow'},
	{keys: ['Up'], does: {action: 'older'}, label: 'the line typed before; in a list of completions, the one above'},
	{keys: ['Down'], does: {action: 'newer'}, label: 'the line typed after; in a list of completions, the one below'},
	{keys: ['Ctrl+R'], does: {action: 'search'}, label: 'search the lines typed before; again: an older one'},
	{keys: ['Alt+Z'], does: {request: {type: 'zoom'}}, label: 'the whole screen for the pane, and back'},
	{keys: ['Alt+L'], does: {action: 'next-layout'}, label: 'arrange the panes in another way'},
	{keys: ['Alt+Left'], does: {action: 'border-left'}, label: 'the border between the panes to the left'},
	{keys: ['Alt+Right'], does: {action: 'border-right'}, label: 'that border to the right'},
	{keys: ['Alt+Up'], does: {action: 'border-up'}, label: 'the border above the pane up'},
	{keys: ['Alt+Down'], does: {action: 'border-down'}, label: 'that border down'},
	{keys: ['?'], prompt: ['view'], does: {request: {type: 'help'}}, label: 'help', status: 'help'},
	{keys: ['F1'], does: {request: {type: 'help'}}, label: 'help', status: 'help'},
	{
		keys: ['Esc'], does: {action: 'escape'},
		label: 'close what is open: help, completions, a problem; stop reading a file, or connecting again; '
			+ 'in the raw pane, the marked range, then the cursor; leave a recording',
	},
	{keys: ['Ctrl+C'], does: {action: 'interrupt'}, label: 'clear the prompt; twice when it is empty: quit'},
	{keys: ['Ctrl+L'], does: {action: 'repaint'}, label: 'paint the screen anew'},
	{keys: ['Ctrl+Z'], does: {action: 'suspend'}, label: 'suspend; fg comes back'},
	...within(filled, [
		{keys: ['Left', 'Right', 'Ctrl+B', 'Ctrl+F'], does: edits, label: 'a character left, right'},
		{keys: ['Ctrl+Left', 'Ctrl+Right', 'Alt+B', 'Alt+F'], does: edits, label: 'a word left, right'},
		{keys: ['Home', 'End', 'Ctrl+A', 'Ctrl+E'], does: edits, label: 'the beginning, the end of the line'},
		{keys: ['Backspace', 'Delete', 'Ctrl+D'], does: edits, label: 'delete the character before, at the cursor'},
		{keys: ['Ctrl+W', 'Alt+Backspace', 'Alt+D'], does: edits, label: 'delete the word before, after the cursor'},
	]),
	...within(shown, [
		{keys: ['Ctrl+U', 'Ctrl+K', 'Ctrl+Y'], does: edits, label: 'delete to the beginning, to the end; bring it back'},
		{keys: ['Ctrl+_'], does: edits, label: 'undo (in most terminals Ctrl+/ too)'},
	]),
];

/** What `key` does in this pane, or nothing. `key` is a name or one typed character. */
export function findBinding(key: string, pane: PaneName, prompt: PromptKind): Binding | undefined {
	return keymap.find(binding => binding.keys.includes(key) && isFor(binding, pane, prompt));
}

export type StatusKey = {readonly key: string; readonly label: string};

/** The bindings that the status line shows for this pane, each with its first key: those that work now. */
export function statusKeys(
	pane: PaneName,
	prompt: PromptKind,
	able: ReadonlySet<Ability>,
): readonly StatusKey[] {
	const shownKeys = keymap.filter(binding => binding.status !== undefined
		&& isFor(binding, pane, prompt)
		&& (binding.needs === undefined || able.has(binding.needs)));
	const first = shownKeys.filter((binding, index) => shownKeys.findIndex(other => isSameHint(other, binding)) === index);
	return first.map(binding => ({key: binding.keys[0]!, label: binding.status!}));
}

function isFor({panes, prompt}: Binding, pane: PaneName, held: PromptKind): boolean {
	return (panes?.includes(pane) ?? true) && (prompt?.includes(held) ?? true);
}

function isSameHint(a: Binding, b: Binding): boolean {
	return a.keys[0] === b.keys[0] || a.status === b.status;
}
