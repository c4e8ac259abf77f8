/** The words of the subcommands that are no options. */
import {addressToListen, destinations} from '../language/kinds/address.ts';
import type {SubcommandName} from '../usage/forms.ts';
import type {Offers} from './offer.ts';
import {portsInUse} from './ports-in-use.ts';
import type {ReadWords} from './read-words.ts';
import {shellNames} from './shells/table.ts';
import type {Surroundings} from './surroundings.ts';

type Complete = (read: ReadWords, current: string, surroundings: Surroundings) => Offers;

const files: Offers = {offers: [], files: true};
const nothing: Offers = {offers: []};

export const positionals: Readonly<Record<SubcommandName, Complete>> = {
	run: () => files,
	check: () => files,
	nc: completeNc,
	replay: completeReplay,
	completion: ({positional}) => positional.length === 0 ? {offers: shellNames.map(text => ({text}))} : nothing,
	man: () => nothing,
};

/** A recording, then the address of the peer. */
function completeReplay({positional, given}: ReadWords, current: string, surroundings: Surroundings): Offers {
	if (positional.length === 0) {
		return files;
	}

	const knowledge = {...surroundings, endpoints: [], services: []};
	const addresses = given.get('--as') === 'server'
		? addressToListen.complete!(current, knowledge, [])
		: destinations(current, knowledge);
	return positional.length === 1 ? {offers: addresses} : nothing;
}

/** A host and ports; a path with -U. */
function completeNc({positional, given}: ReadWords, _current: string, surroundings: Surroundings): Offers {
	const letters = given.keys().filter(name => /^-[^\-]/v.test(name)).toArray().join('');
	const isGiven = (letter: string, long: string) => letters.includes(letter) || given.has(long);
	if (isGiven('U', '--unixsock')) {
		return positional.length === 0 ? files : nothing;
	}

	if (positional.length === 0) {
		return {offers: isGiven('l', '--listen') ? [] : [{text: 'localhost'}, {text: '127.0.0.1'}, {text: '::1'}]};
	}

	return {offers: portsInUse(isGiven('u', '--udp') ? 'udp' : 'tcp', surroundings)};
}
