/** What the completion may know, from what the screen knows. */
import {shortAddressWord} from '../core/short-address.ts';
import {completeLine} from '../language/complete-line.ts';
import type {Grammar, CompletionContext} from '../language/verb.ts';
import type {EndpointSummary} from '../frames/frame.ts';
import type {Complete} from './assistant.ts';
import {hasEnded} from './listed-connections.ts';
import {currentOf} from './state.ts';

/** What does not change with the screen. */
export type SessionKnowledge = Omit<CompletionContext, 'endpoints' | 'current'>;

/** The completion of a prompt that holds a command: places count from its slash. */
export function completePrompt(verbs: readonly Grammar[], knowledge: SessionKnowledge): Complete {
	return (text, cursor, {chrome, focus}) => {
		if (cursor === 0) {
			return {start: 0, end: 0, suggestions: []};
		}

		const current = currentOf(chrome, focus);
		const {start, end, suggestions} = completeLine(
			text.slice(1),
			cursor - 1,
			verbs,
			{
				...knowledge,
				endpoints: chrome.endpoints.map(endpoint => known(endpoint)),
				...(current !== undefined && {current}),
			},
		);
		return {start: start + 1, end: end + 1, suggestions};
	};
}

function known(endpoint: EndpointSummary): CompletionContext['endpoints'][number] {
	const {name, isListener, side, service, remote, state} = endpoint;
	const isAccepted = side === 'server' && !isListener;
	return {
		name,
		address: isAccepted || !isReachable(endpoint) ? '' : addressWord(endpoint),
		note: [isAccepted ? remote : '', service, state].filter(word => word !== '').join(' '),
		isListener,
		isOpen: !hasEnded(endpoint),
		carries: endpoint.transport === 'udp' ? 'datagram' : 'stream',
	};
}

/** Whether somebody answers, or answered a moment ago, at its address. */
function isReachable(endpoint: EndpointSummary): boolean {
	return !hasEnded(endpoint) && endpoint.state !== 'opening' && endpoint.state !== 'connecting';
}

/** Where others reach a listener, and where a client leads; in the short form that people type. */
function addressWord({isListener, transport, local, remote}: EndpointSummary): string {
	return shortAddressWord(transport, isListener ? local : remote);
}
