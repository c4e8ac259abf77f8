import {matchRank} from '../../core/fuzzy.ts';
import type {Address} from '../../core/address.ts';
import {parseAddress} from '../../core/parse-address.ts';
import {namePattern} from '../tokens.ts';
import type {Kind, CompletionContext, KnownEndpoint, Suggestion} from '../verb.ts';
import {endpointSuggestions} from './name.ts';
import {unquotedSoFar, pathSuggestions} from './path.ts';
import {unquoted} from './unquoted.ts';

/** The first port that is offered to listen on. */
const first_port = 4000;

/** An address in any form. */
export const address: Kind<Address> = {
	expected: 'an address such as tcp:4000',
	parse: unquoted(parseAddress),
	complete: (prefix, knowledge) => matching(prefix, formsAt(first_port), knowledge),
};

/** The same, to listen on: a port that is free comes first. */
export const addressToListen: Kind<Address> = {
	...address,
	complete: (prefix, knowledge) => matching(prefix, formsAt(freePort(knowledge)), knowledge),
};

/** An address, or the name of an endpoint of this session; whether it exists is not checked here. */
export const addressOrName: Kind<Address | {readonly name: string}> = {
	expected: 'an address such as tcp:4000, or the name of an endpoint',
	parse: written => namePattern.test(written) ? {name: written} : address.parse(written),
	complete: (prefix, knowledge) => destinationsOrNames(prefix, knowledge, () => true),
};

/** The same for datagrams: what is UDP is offered. */
export const udpAddressOrName: Kind<Address | {readonly name: string}> = {
	...addressOrName,
	complete: (prefix, knowledge) => destinationsOrNames(prefix, knowledge, word => /^udp|^$/v.test(word)),
};

/**
Addresses to connect to: where this session listens, then where it is connected, where others listen, then the forms of
addresses.
*/
export function destinations(prefix: string, knowledge: CompletionContext): readonly Suggestion[] {
	const known = reachable(knowledge).map(endpoint => ({
		text: endpoint.address,
		summary: [endpoint.name, endpoint.note].join(' ').trim(),
	}));
	const others = knowledge.addressesInUse?.().map(({address: text, summary}) => ({text, summary})) ?? [];
	return matching(prefix, [...known, ...others, ...formsAt(first_port)], knowledge);
}

/** Listeners by name; addresses when one is begun, or none listens. */
function destinationsOrNames(
	prefix: string,
	knowledge: CompletionContext,
	isWanted: (address: string) => boolean,
): readonly Suggestion[] {
	const endpoints = reachable(knowledge).filter(endpoint => isWanted(endpoint.address));
	const listening = endpoints.filter(({isListener}) => isListener);
	const listeners = endpointSuggestions(prefix, {...knowledge, endpoints: listening});
	const addresses = destinations(prefix, prefix === '' ? {...knowledge, endpoints: []} : knowledge);
	return [...listeners, ...addresses.filter(({text}) => isWanted(text))];
}

/** Endpoints whose address somebody can be reached at: listeners first, and of them those that came last. */
function reachable({endpoints}: CompletionContext): readonly KnownEndpoint[] {
	return endpoints
		.filter(endpoint => endpoint.isOpen && endpoint.address !== '')
		.toReversed()
		.toSorted((one, other) => Number(other.isListener) - Number(one.isListener));
}

/** The first port that neither this session nor, as far as that is known, another program listens on. */
function freePort({endpoints, busyPorts}: CompletionContext): number {
	const busy = busyPorts?.() ?? new Set();
	const own = new Set(endpoints.filter(({isOpen}) => isOpen).map(endpoint => Number(/\d+$/v.exec(endpoint.address)?.[0])));
	let port = first_port;
	while (busy.has(port) || own.has(port)) {
		port++;
	}

	return port;
}

function formsAt(port: number): readonly Suggestion[] {
	return [
		{text: `tcp:${port}`, summary: 'TCP on 127.0.0.1'},
		{text: `udp:${port}`, summary: 'UDP on 127.0.0.1'},
		{text: 'unix:', label: 'unix:PATH', summary: 'a Unix stream socket', open: true},
		{text: `tcp6:${port}`, summary: 'TCP on ::1'},
		{text: `udp6:${port}`, summary: 'UDP on ::1'},
		{text: `tcp:*:${port}`, summary: 'TCP on every interface'},
		{text: `tcp://127.0.0.1:${port}`, summary: 'TCP on 127.0.0.1, in full'},
		{text: 'unix:@sockplay', summary: 'an abstract Unix socket (Linux)'},
		{text: `localhost:${port}`, summary: 'TCP, the name looked up'},
		{text: `127.0.0.1:${port}`, summary: 'TCP'},
		{text: `[::1]:${port}`, summary: 'TCP over IPv6'},
		{text: `*:${port}`, summary: 'TCP on every interface'},
	];
}

/** The ways to write an address, for the help. */
export const addressForms: readonly Suggestion[] = formsAt(first_port);

/** What an address means where it leaves something out. */
export const hostRule = 'No host means loopback, also to listen. * is every interface. Port 0: the system chooses.';

export const addressRules: readonly string[] = [
	hostRule,
	'For connect and sendto the name of an endpoint stands for its address: connect s1.',
];

/** Each address once; after `unix:`, files and folders. */
function matching(prefix: string, all: readonly Suggestion[], knowledge: CompletionContext): readonly Suggestion[] {
	const found = all.filter(({text}, index) => matchRank(prefix, text) !== undefined
		&& all.findIndex(other => other.text === text) === index);
	return unquotedSoFar(prefix).startsWith('unix:')
		? [...found.filter(({open}) => open !== true), ...pathSuggestions(prefix, 'unix:', knowledge)]
		: found;
}
