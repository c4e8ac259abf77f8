import assert from 'node:assert/strict';
import fc from 'fast-check';
import {check} from '../../source/commands/execute.ts';
import {verbs} from '../../source/commands/table.ts';
import {explainProblem, isProblem, type Problem} from '../../source/core/problem.ts';
import {columnsOf, visibleText} from '../../source/core/visible.ts';
import {completeLine} from '../../source/language/complete-line.ts';
import {parseLine} from '../../source/language/parse-line.ts';
import type {Parsed} from '../../source/language/verb.ts';
import {misplaced} from '../helpers/seeded.ts';
import {someKnowledge} from '../language/some-verbs.ts';
import {anyText, edited, sentenceOf} from './arbitraries.ts';
import {defineFuzzer} from './fuzzer.ts';
import {assertHarmless} from './harmless.ts';

const values = ['tcp:4000', 'udp:[::1]:5', 'unix:/tmp/a b', 'unix:@x', '*:0', 's1', 'c1', 's1.1', '10', '1KiB', '5%', '1s', '250us', 'yes', 'off', 'crlf', '"a b"', String.raw`"\x41\u{1F600}"`, 'hex:68 65', 'b64:aGk=', 'zeros:1MiB', 'file:x', String.raw`\{n}`, '/a+/i', '#', '=', '/', '//', '__proto__', 'constructor='];
const pieces = [...verbs.flatMap(({name, options}) => [name, ...Object.keys(options).map(key => `${key}=`)]), ...values, ' ', ' ', ' '];

type Input = {readonly line: string; readonly cursor: number};

export const language = defineFuzzer<Input>({
	name: 'language',
	holds: 'any string is a line, or a problem with its place; completion changes the word at the cursor; what was understood is understood again when it is written anew',
	input: fc.record({
		line: fc.oneof(anyText, sentenceOf(pieces, 12), edited(verbs.map(({example}) => example), fc.oneof(anyText, fc.constantFrom(...pieces)))),
		cursor: fc.nat(80),
	}),
	cases: 3000,
	check({line, cursor}) {
		const parsed = parseLine(line, verbs);
		const found = check(line, {screen: false});
		if (isProblem(parsed)) {
			assert.deepEqual(found, parsed);
		}

		if (found !== undefined) {
			checkProblem(line, found);
		}

		if (parsed !== undefined && !isProblem(parsed)) {
			checkAgain(parsed);
		}

		checkCompletion(line, cursor % (line.length + 1));
	},
});

function checkProblem(line: string, found: Problem): void {
	const {start, end} = found;
	assert.equal(misplaced(line, found), undefined);
	const [first, second, ...rest] = explainProblem(line, found).split('\n');
	assert.deepEqual(rest, []);
	assertHarmless(first!);
	assertHarmless(second!);
	const {indent, carets} = /^(?<indent> *)(?<carets>\^+) /v.exec(second!)!.groups!;
	assert.ok(first!.startsWith(visibleText(line.slice(0, start))));
	assert.equal(indent!.length, columnsOf(visibleText(line.slice(0, start))));
	assert.equal(carets!.length, Math.max(1, columnsOf(visibleText(line.slice(start, end)))));
}

/** The same words with one blank between them. */
function checkAgain({verb, args, target}: Parsed<never, unknown>): void {
	const {line, name, places} = target;
	const word = (key: string) => places[key] === undefined ? [] : [line.slice(places[key].start, places[key].end)];
	const words = (isRest: boolean) => Object.entries(verb.parameters)
		.filter(([, {rest = false}]) => rest === isRest)
		.flatMap(([key, {many = false}]) => many ? Object.keys(places).filter(each => each.startsWith(`${key}.`)).flatMap(each => word(each)) : word(key));
	const options = Object.keys(places).filter(key => key.endsWith('=')).flatMap(key => word(key).map(value => key + value));
	const again = parseLine([...name === undefined ? [] : [name], verb.name, ...words(false), ...options, ...words(true)].join(' '), verbs);
	assert.ok(!isProblem(again), JSON.stringify(again));
	assert.equal(again?.verb.name, verb.name);
	assert.deepEqual(again.args, args);
}

function checkCompletion(line: string, cursor: number): void {
	const {start, end, suggestions} = completeLine(line, cursor, verbs, someKnowledge);
	assert.ok(start >= 0);
	assert.ok(start <= cursor);
	assert.ok(cursor <= end);
	assert.ok(end <= line.length);
	for (const {text} of suggestions) {
		parseLine(line.slice(0, start) + text + line.slice(end), verbs);
	}
}
