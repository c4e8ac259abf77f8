import {type NcOption, options, refusedOptions} from './options.ts';
import type {NcSettings} from './settings.ts';

/** A mistake on the command line, in netcat's words; most are followed by how it is used. */
export type Mistake = {readonly mistake: string; readonly showsUsage?: true};

/** The options, and the words that are none. */
export type Words = {readonly settings: NcSettings; readonly rest: readonly string[]};

/**
Reads options as getopt_long(3) does: bundled (`-lvnp 4000`, `-w1`), anywhere on the line, and no more after `--`. The
first mistake ends it. So does -h.
*/
export function readWords(argv: readonly string[]): Words | Mistake {
	const words = [...argv];
	const rest: string[] = [];
	let settings: NcSettings = {};
	for (let word = words.shift(); word !== undefined && settings.wantsHelp !== true; word = words.shift()) {
		if (word === '--') {
			rest.push(...words.splice(0));
			continue;
		}

		if (word === '-' || !word.startsWith('-')) {
			rest.push(word);
			continue;
		}

		const read = word.startsWith('--') ? readLong(word, words, settings) : readShort(word, words, settings);
		if ('mistake' in read) {
			return read;
		}

		settings = read.settings;
	}

	return {settings, rest};
}

type Read = {readonly settings: NcSettings};

/** `following`: the words behind, of which an argument is taken. */
function readShort(word: string, following: string[], before: NcSettings): Read | Mistake {
	let settings = before;
	for (let at = 1; at < word.length; at++) {
		const letter = word[at]!;
		const option = options.find(each => each.letter === letter);
		if (option === undefined) {
			return refusal(refusedOptions.find(each => each.letter === letter), `-${letter}`)
				?? {mistake: `invalid option -- '${letter}'`, showsUsage: true};
		}

		const attached = word.slice(at + 1);
		const argument = argumentOf(option, attached === '' ? undefined : attached, following);
		if (argument === undefined) {
			return {mistake: `option requires an argument -- '${letter}'`, showsUsage: true};
		}

		const read = option.read(argument, settings);
		if (typeof read === 'string') {
			return {mistake: read};
		}

		settings = read;
		if (option.argument !== undefined) {
			break;
		}
	}

	return {settings};
}

function readLong(word: string, following: string[], settings: NcSettings): Read | Mistake {
	const [name = '', ...values] = word.slice(2).split('=');
	const given = values.length === 0 ? undefined : values.join('=');
	const option = options.find(each => each.long?.includes(name) === true);
	if (option === undefined) {
		return refusal(refusedOptions.find(each => each.long?.includes(name) === true), `--${name}`)
			?? {mistake: `unrecognized option '${word}'`, showsUsage: true};
	}

	const argument = argumentOf(option, given, following);
	if (argument === undefined) {
		return {mistake: `option '--${name}' requires an argument`, showsUsage: true};
	}

	if (option.argument === undefined && given !== undefined) {
		return {mistake: `option '--${name}' doesn't allow an argument`, showsUsage: true};
	}

	const read = option.read(argument, settings);
	return typeof read === 'string' ? {mistake: read} : {settings: read};
}

function argumentOf(option: NcOption, given: string | undefined, following: string[]): string | undefined {
	return option.argument === undefined ? '' : given ?? following.shift();
}

function refusal(refused: {readonly why: string} | undefined, written: string): Mistake | undefined {
	return refused && {mistake: `${written} is not supported: ${refused.why}`};
}
