import {matchRank} from '../../core/fuzzy.ts';
import type {CompletionContext, Kind, KnownService, Suggestion} from '../verb.ts';
import {destinations} from './address.ts';
import {data} from './data.ts';
import {pathSuggestions} from './path.ts';

/** A service, or one of its arguments, unchanged: the service parses them. */
export const serviceWord: Kind<string> = {
	expected: 'a service such as echo',
	parse: written => written,
	complete(prefix, knowledge, before) {
		if (before.length > 0) {
			const service = knowledge.services.find(({name}) => name === before[0]);
			return argumentSuggestions(prefix, knowledge, before.length === 1 ? service : undefined);
		}

		return knowledge.services
			.filter(service => matchRank(prefix, service.name) !== undefined)
			.map(({name, summary, argument}) => ({text: name, summary, ...(argument !== undefined && {more: true})}));
	},
};

function argumentSuggestions(
	prefix: string,
	knowledge: CompletionContext,
	service: KnownService | undefined,
): readonly Suggestion[] {
	switch (service?.argument) {
		case 'address': {
			return destinations(prefix, knowledge);
		}

		case 'data': {
			return data.complete!(prefix, knowledge, []);
		}

		case 'path': {
			return pathSuggestions(prefix, '', knowledge);
		}

		case undefined: {
			return prefix === '' ? [] : pathSuggestions(prefix, prefix.startsWith('file:') ? 'file:' : '', knowledge);
		}
	}
}
