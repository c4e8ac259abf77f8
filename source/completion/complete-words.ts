/** What can follow the words behind `sockplay`: an option, its value, a word of a subcommand or of a line. */
import {lineOfWords} from '../core/command-line-words.ts';
import type {FlagValue, PrintedFlag} from '../core/flag-table.ts';
import {pathSuggestions} from '../language/kinds/path.ts';
import {subcommandForms, type SubcommandName} from '../usage/forms.ts';
import {flagsOfPipes, mainFlags, programFlags} from '../usage/programs.ts';
import {beginningWith, type Offer, type Offers} from './offer.ts';
import {portsInUse} from './ports-in-use.ts';
import {positionals} from './positionals.ts';
import {readWords, type ReadWords} from './read-words.ts';
import type {Surroundings} from './surroundings.ts';

/** `words`: those before the one at the cursor, which is `current`, as far as it stands before the cursor. */
export async function completeWords(
	words: readonly string[],
	current: string,
	surroundings: Surroundings,
): Promise<Offers> {
	const program = nameOfProgram(words[0]);
	const read = readWords(program === undefined ? words : words.slice(1), current, flagsOf(program));
	const found = await offersFor(program, read, current, surroundings);
	return {...found, offers: beginningWith(current, found.offers)};
}

function nameOfProgram(word: string | undefined): SubcommandName | undefined {
	return word !== undefined && Object.hasOwn(subcommandForms, word) ? word as SubcommandName : undefined;
}

function flagsOf(program: SubcommandName | undefined): readonly PrintedFlag[] {
	return program === undefined ? [...mainFlags, ...flagsOfPipes] : programFlags[program];
}

async function offersFor(
	program: SubcommandName | undefined,
	read: ReadWords,
	current: string,
	surroundings: Surroundings,
): Promise<Offers> {
	if (read.value !== undefined) {
		return completeValue(read.value, read, current, surroundings);
	}

	if (read.canBeFlag && current.startsWith('-')) {
		return {offers: flagOffers(flagsOf(program), read, current)};
	}

	return program === undefined
		? completeMain(read, current, surroundings)
		: positionals[program](read, current, surroundings);
}

/** Long names; the short ones, too, of what has no other. */
function flagOffers(flags: readonly PrintedFlag[], {given}: ReadWords, current: string): readonly Offer[] {
	return flags
		.filter(({names, many = false}) => many || names.every(name => !given.has(name)))
		.flatMap(({names, summary}) => {
			const long = names.filter(name => name.startsWith('--'));
			return (long.length === 0 || current !== '-' ? names : long).map(text => ({text, summary}));
		});
}

async function completeValue(
	value: FlagValue,
	{prefix, lines, positional}: ReadWords,
	current: string,
	surroundings: Surroundings,
): Promise<Offers> {
	if (value.words !== undefined) {
		return {offers: value.words.map(word => ({text: prefix + word}))};
	}

	const written = current.slice(prefix.length);
	switch (value.is) {
		case 'line': {
			const {completeLineWord} = await import('./complete-line-word.ts');
			const earlier = [lineOfWords(positional), ...lines];
			const {offers} = completeLineWord({words: [], current: written, earlier}, surroundings);
			return {offers: offers.map(offer => ({...offer, text: prefix + offer.text}))};
		}

		case 'file': {
			return prefix === ''
				? {offers: [], files: true}
				: {offers: pathSuggestions(prefix + written, prefix, {...surroundings, endpoints: [], services: []})};
		}

		case 'port': {
			return {offers: portsInUse('tcp', surroundings)};
		}

		case undefined: {
			return {offers: []};
		}
	}
}

/** A line; in the place of its first word also a subcommand, when nothing stands before it. */
async function completeMain(
	{positional, given}: ReadWords,
	current: string,
	surroundings: Surroundings,
): Promise<Offers> {
	const {completeLineWord} = await import('./complete-line-word.ts');
	const found = completeLineWord({words: positional, current, earlier: []}, surroundings);
	const programs = positional.length === 0 && given.size === 0 ? Object.entries(subcommandForms) : [];
	return {...found, offers: [...programs.map(([text, {summary}]) => ({text, summary})), ...found.offers]};
}
