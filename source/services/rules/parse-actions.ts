import {concatBytes} from '../../core/bytes.ts';
import {isLiteral} from '../../core/literals.ts';
import {isProblem, problem, shiftProblem, type Problem} from '../../core/problem.ts';
import {parseDuration} from '../../core/quantities.ts';
import {quotedEnd} from '../../core/words.ts';
import type {ReadData} from './parse-rule.ts';
import type {Action, Pattern, Reply} from './rule.ts';
import {readTemplate} from './template.ts';
import type {Word} from './words-of-line.ts';

type Surroundings = {readonly pattern: Pattern; /** Where the actions begin. */ readonly end: number; readonly readData: ReadData};

const names = new Set(['reply', 'wait', 'close', 'reset']);

/** `reply DATA… wait DURATION close reset`, one or more, in the order they are to happen. */
export function parseActions(words: readonly Word[], around: Surroundings): Action[] | Problem {
	const actions: Action[] = [];
	for (let at = 0; at < words.length;) {
		const word = words[at]!;
		if (isOver(actions)) {
			return problem(`nothing comes after ${actions.at(-1)!.kind}`, word);
		}

		const next = words.findIndex(({text}, index) => index > at && names.has(text));
		const end = next === -1 ? words.length : next;
		const action = parseAction(word, words.slice(at + 1, end), around);
		if (isProblem(action)) {
			return action;
		}

		actions.push(action);
		at = end;
	}

	return actions.length > 0 ? actions : problem('what is to be done is missing: reply, wait, close or reset', {start: around.end, end: around.end});
}

function isOver(actions: readonly Action[]): boolean {
	const kind = actions.at(-1)?.kind;
	return kind === 'close' || kind === 'reset';
}

function parseAction(name: Word, words: readonly Word[], around: Surroundings): Action | Problem {
	const [first] = words;
	if (name.text === 'close' || name.text === 'reset') {
		return first === undefined ? {kind: name.text} : problem(`nothing stands behind ${name.text} but another action`, first);
	}

	if (name.text !== 'reply' && name.text !== 'wait') {
		return problem('an action is reply, wait, close or reset', name);
	}

	return name.text === 'wait' ? parseWait(name, words) : parseReply(name, words, around);
}

function parseWait(name: Word, [first, second]: readonly Word[]): Action | Problem {
	if (first === undefined) {
		return problem('wait needs how long', {start: name.end, end: name.end}, 'wait 200ms, say');
	}

	if (second !== undefined) {
		return problem('wait takes one duration', second);
	}

	const duration_ms = parseDuration(first.text);
	return isProblem(duration_ms) ? shiftProblem(duration_ms, first.start) : {kind: 'wait', duration_ms};
}

function parseReply(name: Word, words: readonly Word[], around: Surroundings): Action | Problem {
	if (words.length === 0) {
		return problem('reply needs what to send', {start: name.end, end: name.end}, String.raw`reply "hello\n", say`);
	}

	const parts: Reply[] = [];
	for (const word of words) {
		const part = readPart(word, around);
		if (isProblem(part)) {
			return shiftProblem(part, word.start);
		}

		parts.push(part);
	}

	return {kind: 'reply', reply: moment => concatBytes(parts.map(part => part(moment)))};
}

/** One literal of a reply; in quoted text, values may stand. */
function readPart({text}: Word, {pattern, readData}: Surroundings): Reply | Problem {
	if (!text.startsWith('"')) {
		const bytes = isLiteral(text) ? readData(text) : problem('text stands in quotes here', {start: 0, end: text.length}, JSON.stringify(text));
		return isProblem(bytes) ? bytes : () => bytes;
	}

	const end = quotedEnd(text, 0);
	if (end < text.length) {
		return problem('a blank is missing behind the quote', {start: end, end: text.length});
	}

	const reply = readTemplate(text.slice(1, -1), pattern, readData);
	return isProblem(reply) ? shiftProblem(reply, 1) : reply;
}
