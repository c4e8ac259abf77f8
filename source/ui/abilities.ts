/** What the keys can do with the current connection of a pane: the status line shows no key that would fail. */
import type {EndpointSummary} from '../frames/frame.ts';
import type {PaneName} from '../frames/panes.ts';
import type {Ability} from '../commands/keymap.ts';
import {openConnections} from './listed-connections.ts';
import {currentOf, type Chrome} from './state.ts';

/** States in which data can be sent: `half-closed local` has sent its FIN. */
const sending: ReadonlySet<string> = new Set(['open', 'held', 'half-closed remote']);

export function abilitiesOf(chrome: Chrome, pane: PaneName): ReadonlySet<Ability> {
	const current = conversationOf(chrome, pane);
	const canSend = current !== undefined && sending.has(current.state);
	const others = openConnections(chrome, pane).filter(({name}) => name !== currentOf(chrome, pane));
	return new Set<Ability>([
		...canSend ? ['send' as const] : [],
		...canSend && current.transport !== 'udp' ? ['half-close' as const] : [],
		...others.length > 0 ? ['choice' as const] : [],
	]);
}

/** The conversation that a line typed in the pane goes to: a listener stands for its only one. */
function conversationOf(chrome: Chrome, pane: PaneName): EndpointSummary | undefined {
	const name = currentOf(chrome, pane);
	const current = chrome.endpoints.find(endpoint => endpoint.name === name);
	if (current?.isListener !== true) {
		return current;
	}

	const own = openConnections(chrome, pane).filter(endpoint => endpoint.name.startsWith(`${current.name}.`));
	return own.length === 1 ? own[0] : undefined;
}
