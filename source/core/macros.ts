/** Macros in text, evaluated each time it is sent: `\{n}` `\{time}` `\{unix}` `\{rand:1-100}` `\{hex:8}`. */
import {limits} from './limits.ts';
import {problem, type Problem} from './problem.ts';

export type Macro =
	/** 1, 2, 3…: how many times this DATA was sent. */
	| {readonly name: 'n'}
	/** The time of day: `12:01:09.872`. */
	| {readonly name: 'time'}
	/** Whole seconds since 1970-01-01 UTC. */
	| {readonly name: 'unix'}
	/** A whole number, both ends included. */
	| {readonly name: 'rand'; readonly from: number; readonly to: number}
	/** Random hex digits. */
	| {readonly name: 'hex'; readonly digits: number};

/** Each as it is written, for the help. */
export const macroForms: ReadonlyArray<{readonly form: string; readonly summary: string}> = [
	{form: String.raw`\{n}`, summary: 'a counter: 1, 2, 3 …'},
	{form: String.raw`\{time}`, summary: 'the time of day'},
	{form: String.raw`\{unix}`, summary: 'seconds since 1970'},
	{form: String.raw`\{rand:1-100}`, summary: 'a random whole number, both ends included'},
	{form: String.raw`\{hex:8}`, summary: 'so many random hex digits'},
];

const known = `there are ${macroForms.map(({form}) => form).join(' ')}`;

/** The macro whose backslash is at `at`, and its length in characters. Places of problems count in `text`. */
export function readMacro(text: string, at: number): Problem | {readonly macro: Macro; readonly length: number} {
	const end = text.indexOf('}', at);
	if (end === -1) {
		return problem('a brace is not closed', {start: at, end: at + 2}, known);
	}

	const place = {start: at, end: end + 1};
	const macro = parseMacro(text.slice(at + 2, end));
	return macro === undefined ? problem('there is no such macro', place, known) : {macro, length: end + 1 - at};
}

/** Parses the text between the braces. */
function parseMacro(inner: string): Macro | undefined {
	if (inner === 'n' || inner === 'time' || inner === 'unix') {
		return {name: inner};
	}

	const {from, to, digits} = /^(?:rand:(?<from>\d{1,15})-(?<to>\d{1,15})|hex:(?<digits>\d{1,9}))$/v.exec(inner)?.groups
		?? {};
	if (digits !== undefined) {
		return Number(digits) <= limits.macro_digits ? {name: 'hex', digits: Number(digits)} : undefined;
	}

	return from !== undefined && to !== undefined && Number(from) <= Number(to)
		? {name: 'rand', from: Number(from), to: Number(to)}
		: undefined;
}
