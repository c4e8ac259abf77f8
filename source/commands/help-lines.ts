import type {Grammar} from '../language/verb.ts';
import {usage} from '../language/usage.ts';

/** The longest usage that has its summary beside it. */
const usage_columns = 30;

/** The table of verbs as text: each with what it does beside it, or below it where its arguments are many. */
export function helpLines(verbs: readonly Grammar[]): string[] {
	return verbs.flatMap(verb => {
		const text = usage(verb);
		return text.length <= usage_columns
			? [`${text.padEnd(usage_columns)}  ${verb.summary}`]
			: [text, `${' '.repeat(usage_columns)}  ${verb.summary}`];
	});
}

/** All about one verb: how it is written, what it does, its options, an example. */
export function verbLines(verb: Grammar): string[] {
	const options = Object.entries(verb.options).map(([key, option]) => `  ${`${key}=`.padEnd(11)} ${option.summary}`);
	return [
		usage(verb),
		verb.summary,
		...(verb.details ?? []),
		...synonymLines(verb),
		...options,
		`for example: ${verb.example}`,
	];
}

/** What it is called elsewhere. */
function synonymLines({synonyms = {}}: Grammar): string[] {
	const words = Object.keys(synonyms);
	return words.length === 0 ? [] : [`other words for it, which lead here: ${words.join(' ')}`];
}
