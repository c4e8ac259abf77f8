import type {Address} from '../../core/address.ts';
import {parseAddress} from '../../core/parse-address.ts';
import {namePattern} from '../tokens.ts';
import type {Kind, CompletionContext, Suggestion} from '../verb.ts';
import {endpointSuggestions} from './name.ts';
import {unquotedSoFar, pathSuggestions} from './path.ts';
import {unquoted} from './unquoted.ts';

const forms: readonly Suggestion[] = [
	{text: 'tcp:4000', summary: 'TCP on 127.0.0.1'},
	{text: 'tcp://127.0.0.1:4000', summary: 'the same, in full'},
	{text: 'tcp6:4000', summary: 'TCP on ::1'},
	{text: 'tcp:*:4000', summary: 'TCP on every interface'},
	{text: 'udp:4000', summary: 'UDP on 127.0.0.1'},
	{text: 'udp6:4000', summary: 'UDP on ::1'},
	{text: 'unix:', label: 'unix:PATH', summary: 'a Unix stream socket', open: true},
	{text: 'unix:@sockplay', summary: 'an abstract Unix socket (Linux)'},
	{text: 'localhost:4000', summary: 'TCP, the name looked up'},
	{text: '127.0.0.1:4000', summary: 'TCP'},
	{text: '[::1]:4000', summary: 'TCP over IPv6'},
	{text: '*:4000', summary: 'TCP on every interface'},
];

/** An address in any form. */
export const address: Kind<Address> = {
	expected: 'an address such as tcp:4000',
	parse: unquoted(parseAddress),
	complete: addressSuggestions,
};

/** An address, or the name of an endpoint of this session; whether it exists is not checked here. */
export const addressOrName: Kind<Address | {readonly name: string}> = {
	expected: 'an address such as tcp:4000, or the name of an endpoint',
	parse: written => namePattern.test(written) ? {name: written} : address.parse(written),
	complete: (prefix, knowledge) => [
		...endpointSuggestions(prefix, knowledge),
		...(prefix === '' ? forms : addressSuggestions(prefix, knowledge)),
	],
};

/** Addresses of the session's endpoints, then the forms of addresses; after `unix:`, files and folders. */
function addressSuggestions(prefix: string, knowledge: CompletionContext): readonly Suggestion[] {
	const known: readonly Suggestion[] = knowledge.endpoints
		.filter(endpoint => endpoint.address !== '')
		.map(endpoint => ({text: endpoint.address, summary: `${endpoint.name} ${endpoint.note}`.trim()}));
	const all = [...known, ...forms].filter(({text}) => text.startsWith(prefix));
	const unique = all.filter(({text}, index) => all.findIndex(other => other.text === text) === index);
	return unquotedSoFar(prefix).startsWith('unix:')
		? [...unique.filter(({open}) => open !== true), ...pathSuggestions(prefix, 'unix:', knowledge)]
		: unique;
}
