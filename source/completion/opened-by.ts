import {isProblem} from '../core/problem.ts';
import {parseLine} from '../language/parse-line.ts';
import {namePattern} from '../language/tokens.ts';
import type {KnownEndpoint, Verb} from '../language/verb.ts';

/** The endpoints that lines will have opened, under the names that they will have. */
export function openedBy<Host, Outcome>(
	lines: readonly string[],
	verbs: ReadonlyArray<Verb<Host, Outcome>>,
): readonly KnownEndpoint[] {
	const endpoints: KnownEndpoint[] = [];
	for (const line of lines) {
		const parsed = parseLine(line, verbs);
		if (parsed === undefined || isProblem(parsed) || !/^(?:listen|connect)$/v.test(parsed.verb.name)) {
			continue;
		}

		const {verb, args, target} = parsed;
		const isListener = verb.name === 'listen';
		const {start, end} = target.places['address']!;
		const number = endpoints.filter(endpoint => endpoint.isListener === isListener).length + 1;
		endpoints.push({
			name: args.options['name'] as string | undefined ?? `${isListener ? 's' : 'c'}${number}`,
			isListener,
			isOpen: true,
			note: '',
			...reached(line.slice(start, end), endpoints),
		});
	}

	return endpoints;
}

/** Where an endpoint is reached, as its word says: nowhere, if that is the name of another one. */
function reached(word: string, endpoints: readonly KnownEndpoint[]): Pick<KnownEndpoint, 'address' | 'carries'> {
	const other = namePattern.test(word) ? endpoints.find(({name}) => name === word) : undefined;
	const carries = other?.carries ?? (word.startsWith('udp') ? 'datagram' : 'stream');
	return {address: namePattern.test(word) ? '' : word, carries};
}
