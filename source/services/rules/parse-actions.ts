import {limits} from '../../core/limits.ts';
import {isLiteral} from '../../core/literals.ts';
import {isProblem, problem, shiftProblem, type Problem} from '../../core/problem.ts';
import {parseDuration} from '../../core/quantities.ts';
import {quotedEnd} from '../../core/words.ts';
import type {Action, DataSources, Part, Pattern} from './rule.ts';
import {readTemplate} from './template.ts';
import type {Word} from './words-of-line.ts';

type RuleContext = {
	readonly pattern: Pattern;
	/** Where the actions begin. */
	readonly end: number;
	readonly sources: DataSources;
};

const names = new Set(['reply', 'wait', 'close', 'reset']);

/** `reply DATA… wait DURATION close reset`: one or more, in order. */
export function parseActions(words: readonly Word[], context: RuleContext): Action[] | Problem {
	const actions: Action[] = [];
	let values = 0;
	for (let at = 0; at < words.length;) {
		const word = words[at]!;
		if (isOver(actions)) {
			return problem(`nothing comes after ${actions.at(-1)!.kind}`, word);
		}

		if (actions.length === limits.rules_actions) {
			return problem(`a rule has ${limits.rules_actions} actions at most`, word, 'one reply may have several literals');
		}

		let end = at + 1;
		while (end < words.length && !names.has(words[end]!.text)) {
			end++;
		}

		const action = parseAction(word, words.slice(at + 1, end), context);
		if (isProblem(action)) {
			return action;
		}

		values += valuesOf(action);
		if (values > limits.rules_values) {
			return problem(
				`the replies of one rule have ${limits.rules_values} values at most`,
				{start: word.start, end: words[end - 1]!.end},
			);
		}

		actions.push(action);
		at = end;
	}

	return actions.length > 0
		? actions
		: problem('an action is missing: reply, wait, close or reset', {start: context.end, end: context.end});
}

function valuesOf(action: Action): number {
	return action.kind === 'reply' ? action.parts.filter(part => typeof part === 'function').length : 0;
}

function isOver(actions: readonly Action[]): boolean {
	const kind = actions.at(-1)?.kind;
	return kind === 'close' || kind === 'reset';
}

function parseAction(name: Word, words: readonly Word[], context: RuleContext): Action | Problem {
	const [first] = words;
	if (name.text === 'close' || name.text === 'reset') {
		return first === undefined ? {kind: name.text} : problem(`only another action may follow ${name.text}`, first);
	}

	if (name.text !== 'reply' && name.text !== 'wait') {
		return problem('an action is reply, wait, close or reset', name);
	}

	return name.text === 'wait' ? parseWait(name, words) : parseReply(name, words, context);
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

function parseReply(name: Word, words: readonly Word[], context: RuleContext): Action | Problem {
	if (words.length === 0) {
		return problem('reply needs what to send', {start: name.end, end: name.end}, String.raw`reply "hello\n", say`);
	}

	const parts: Part[] = [];
	for (const word of words) {
		const read = readLiteral(word, context);
		if (isProblem(read)) {
			return shiftProblem(read, word.start);
		}

		for (const part of read) {
			parts.push(part);
		}
	}

	return {kind: 'reply', parts};
}

/** One literal of a reply; quoted text may contain values. */
function readLiteral({text}: Word, {pattern, sources}: RuleContext): Part[] | Problem {
	if (!text.startsWith('"')) {
		const bytes = isLiteral(text)
			? sources.literal(text)
			: problem('text stands in quotes here', {start: 0, end: text.length}, JSON.stringify(text));
		return isProblem(bytes) ? bytes : [bytes];
	}

	const end = quotedEnd(text, 0);
	if (end < text.length) {
		return problem('a blank is missing behind the quote', {start: end, end: text.length});
	}

	const parts = readTemplate(text.slice(1, -1), pattern, sources.value);
	return isProblem(parts) ? shiftProblem(parts, 1) : parts;
}
