import type {Grammar} from '../language/verb.ts';
import {usage} from '../language/usage.ts';

/** The table of verbs as text, one line each. */
export function helpLines(verbs: readonly Grammar[]): string[] {
	const usages = verbs.map(verb => usage(verb));
	const width = Math.max(...usages.map(text => text.length));
	return verbs.map((verb, index) => `${usages[index]!.padEnd(width)}  ${verb.summary}`);
}

/** All about one verb: how it is written, what it does, its options, an example. */
export function verbLines(verb: Grammar): string[] {
	const options = Object.entries(verb.options).map(([key, option]) => `  ${`${key}=`.padEnd(11)} ${option.summary}`);
	return [
		usage(verb),
		verb.summary,
		...(verb.details ?? []),
		...options,
		`for example: ${verb.example}`,
	];
}
