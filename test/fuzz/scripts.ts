import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {readData} from '../../source/commands/read-data.ts';
import {verbs} from '../../source/commands/table.ts';
import {isProblem, problem} from '../../source/core/problem.ts';
import {compileExpression} from '../../source/core/pattern.ts';
import type {Expected} from '../../source/core/expected.ts';
import {Macros} from '../../source/lab/macros.ts';
import {parseLine} from '../../source/language/parse-line.ts';
import {readChecked} from '../../source/scripts/read-checked.ts';
import {endLines} from '../../source/scripts/result-text.ts';
import {Variables} from '../../source/scripts/variables.ts';
import {misplaced} from '../helpers/seeded.ts';
import {anyBytes, anyText, bytesOf, sentenceOf} from './arbitraries.ts';
import {defineFuzzer} from './fuzzer.ts';
import {assertHarmless} from './harmless.ts';

const words = ['repeat', 'end', 'include', 'in', 'background', 'expect', 'send', 'say', 'every 1s', 'sleep', '{x}', '{c1.rtt}', '{port:a}', '{1}', '{', '}', '2', '1s', 's1', 'a.play', '/(?P<x>.)/', 'close', '#', '"'];
const line = fc.oneof({weight: 3, arbitrary: sentenceOf([...words, ' ', ' ', ' '], 8)}, {weight: 2, arbitrary: fc.constantFrom('repeat 2', 'end', 'include a.play', 'say x')}, anyText);

type Input = {readonly main: readonly string[]; readonly included: readonly string[]; readonly captured: string};

export const scripts = defineFuzzer<Input>({
	name: 'scripts',
	holds: 'any text is a script, or has mistakes with their places; what was captured is the same bytes in the lines behind',
	input: fc.record({
		main: fc.array(line, {maxLength: 12}),
		included: fc.array(line, {maxLength: 4}),
		captured: fc.oneof(anyBytes(12), sentenceOf(['close', 'reset', 'within=1s', 'for=', '/x/', 'hex:', '"', ' ', '\\', String.raw`\x`, '{x}', '\r\n', '#', '(', '.*', 'é'], 5)),
	}),
	cases: 800,
	async check({main, included, captured}) {
		await checkReading(main, included);
		if (captured !== '') {
			checkCaptured(bytesOf(captured));
		}
	},
});

async function checkReading(main: readonly string[], included: readonly string[]): Promise<void> {
	const files: Readonly<Record<string, readonly string[]>> = {'main.play': main, 'a.play': included};
	const {mistakes} = await readChecked('main.play', new Map(), async file => files[file]?.join('\n') ?? problem('nothing is there'));
	for (const {text, problem: found} of mistakes) {
		assert.equal(misplaced(text, found), undefined, text);
	}

	for (const each of endLines({type: 'wrong', mistakes})) {
		assertHarmless(each);
	}
}

/** What bytes are read with: nothing here is made anew each time. */
const session = {random: (count: number) => new Uint8Array(count), macros: new Macros(() => 0, count => new Uint8Array(count))};

/** The bytes behind `send` and `expect`, bare, in quotes and within an expression. */
function checkCaptured(bytes: Uint8Array): void {
	const variables = new Variables({values: new Map(), ports: new Map()}, {get: () => undefined} as never);
	variables.capture({v: bytes, 1: bytes});
	const argsOf = (written: string) => {
		const filled = variables.fill(written, {position: {file: 'main.play', line: 1}});
		const parsed = isProblem(filled) ? filled : parseLine(filled, verbs);
		assert.ok(!isProblem(parsed), JSON.stringify([filled, parsed]));
		return parsed!.args;
	};

	const dataOf = (text: unknown) => {
		const data = readData(session, text as string);
		assert.ok(!isProblem(data));
		return Buffer.from(data).toString('latin1');
	};

	const text = Buffer.from(bytes).toString('latin1');
	assert.equal(dataOf(argsOf('send {v}')['data']), text);
	assert.equal(dataOf(argsOf('send "a{v}" hex:00')['data']), `a${text}\0`);
	assert.equal(dataOf((argsOf('expect {1}')['expected'] as Expected & {kind: 'data'}).text), text);
	assert.equal(dataOf((argsOf('c1 expect within=1s "{v}"')['expected'] as Expected & {kind: 'data'}).text), text);
	const {pattern} = argsOf('expect /^{v}$/')['expected'] as Expected & {kind: 'expression'};
	assert.ok(compileExpression(pattern).matcher(text).find(), pattern.source);
}
