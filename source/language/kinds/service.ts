import type {Kind} from '../verb.ts';
import {pathSuggestions} from './path.ts';

/** A service, or one of its arguments, unchanged: the service parses them. */
export const serviceWord: Kind<string> = {
	expected: 'a service such as echo',
	parse: written => written,
	complete(prefix, knowledge, before) {
		if (before.length > 0) {
			return prefix === '' ? [] : pathSuggestions(prefix, prefix.startsWith('file:') ? 'file:' : '', knowledge);
		}

		return knowledge.services
			.filter(service => service.name.startsWith(prefix))
			.map(({name, summary}) => ({text: name, summary}));
	},
};
