import {takesNameBehind} from './name-behind.ts';
import type {Grammar, Parameter} from './verb.ts';

/** A verb as it is written: `listen ADDRESS [SERVICE …] [key=value…]`. */
export function usage(verb: Grammar): string {
	const {name, parameters, options} = verb;
	const words = takesNameBehind(verb)
		? ['[NAME]']
		: Object.values(parameters).map(parameter => parameterUsage(parameter));
	if (Object.keys(options).length > 0) {
		const last = Object.values(parameters).at(-1);
		const takesRest = last?.rest === true && last.kind.endOf === undefined;
		words.splice(takesRest ? -1 : words.length, 0, '[key=value…]');
	}

	return [name, ...words].join(' ');
}

function parameterUsage({name, optional = false, many = false}: Parameter): string {
	const word = many && !name.endsWith('…') ? `${name} …` : name;
	return optional ? `[${word}]` : word;
}
