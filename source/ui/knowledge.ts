/** What the completion may know, from what the screen knows. */
import {completeLine} from '../language/complete-line.ts';
import type {Grammar, CompletionContext} from '../language/verb.ts';
import type {EndpointSummary} from '../frames/frame.ts';
import type {Complete} from './assistant.ts';

/** The completion of a prompt that holds a command: places count from its slash. */
export function completePrompt(verbs: readonly Grammar[], knowledge: Omit<CompletionContext, 'endpoints'>): Complete {
	return (text, cursor, {chrome}) => {
		if (cursor === 0) {
			return {start: 0, end: 0, suggestions: []};
		}

		const {start, end, suggestions} = completeLine(
			text.slice(1),
			cursor - 1,
			verbs,
			{...knowledge, endpoints: chrome.endpoints.map(endpoint => known(endpoint))},
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
		isOpen: !ended.has(state),
	};
}

const ended: ReadonlySet<string> = new Set(['closed', 'reset', 'failed']);

/** Whether somebody answers, or answered a moment ago, at its address. */
function isReachable({state}: EndpointSummary): boolean {
	return !ended.has(state) && state !== 'opening' && state !== 'connecting';
}

/** Where others reach a listener, and where a client leads; in the short form that people type. */
function addressWord({isListener, transport, local, remote}: EndpointSummary): string {
	const address = isListener ? local : remote;
	return transport === 'unix' || address === '' ? address : `${transport}:${address.replace(/^127\.0\.0\.1:/v, '')}`;
}
