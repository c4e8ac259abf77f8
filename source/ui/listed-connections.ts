/** Which conversations a pane lists and its keys choose from, and how many there are besides. */
import type {EndpointSummary, Unlisted} from '../frames/frame.ts';
import {sideOfPane, type PaneName} from '../frames/panes.ts';
import {neighbour} from './neighbour.ts';
import {currentOf, type Chrome} from './state.ts';

const none: Unlisted = {open: 0, waiting: 0};

export type Listing = {
	/** Those that are open, in the order they were made; the chosen one also when it has ended. */
	readonly endpoints: readonly EndpointSummary[];
	/** Open ones that the frame leaves out, because there are so many. */
	readonly unlisted: Unlisted;
	/** Those that have ended and are still known. */
	readonly ended: number;
};

/** The conversations of a pane. */
export function listingOf(chrome: Chrome, pane: PaneName): Listing {
	const side = sideOfPane(pane);
	const current = currentOf(chrome, pane);
	const here = chrome.endpoints.filter(endpoint => endpoint.side === side && !endpoint.isListener);
	const open = here.filter(endpoint => !hasEnded(endpoint));
	return {
		endpoints: here.filter(endpoint => endpoint.name === current || !hasEnded(endpoint)),
		unlisted: (side === undefined ? undefined : chrome.unlisted?.[side]) ?? none,
		ended: here.length - open.length,
	};
}

/** The conversations of a pane that lines can be sent through. */
export function openConnections(chrome: Chrome, pane: PaneName): readonly EndpointSummary[] {
	return listingOf(chrome, pane).endpoints.filter(endpoint => !hasEnded(endpoint));
}

/** Whether a connection is over. */
export function hasEnded({state}: Pick<EndpointSummary, 'state'>): boolean {
	return ['closed', 'reset', 'failed'].includes(state);
}

/** The open conversation that Ctrl+N (`by` 1) or Ctrl+P (`by` -1) chooses: the next beside the chosen one. */
export function nextChoice(chrome: Chrome, pane: PaneName, by: 1 | -1): string | undefined {
	const {endpoints} = listingOf(chrome, pane);
	const at = endpoints.findIndex(({name}) => name === currentOf(chrome, pane));
	const next = endpoints[neighbour(at === -1 ? undefined : at, by, endpoints.length)];
	return next === undefined || hasEnded(next) ? undefined : next.name;
}

/** Rows that a pane would like for its list: a server lists its conversations, a client only when there is a choice. */
export function wantedRows(chrome: Chrome, pane: PaneName): number {
	const {endpoints: {length}, unlisted} = listingOf(chrome, pane);
	return pane === 'client' && length < 2 ? 0 : length + Math.min(1, unlisted.open);
}
