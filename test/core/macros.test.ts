import assert from 'node:assert/strict';
import {test} from 'node:test';
import {dataBytes} from '../../source/core/data-bytes.ts';
import {parseData} from '../../source/core/literals.ts';
import {explainProblem, isProblem} from '../../source/core/problem.ts';
import {Macros} from '../../source/lab/macros.ts';
import {seededBytes} from '../../source/core/seeded-bytes.ts';

const noon_us = new Date(2026, 10, 21, 12, 1, 9, 872).getTime() * 1000;

/** What each sending of the text gives, one after the other. */
function sendings(text: string, times: number, seed = 'a'): string[] {
	const random = seededBytes(seed);
	const macros = new Macros(() => noon_us, random);
	return Array.from({length: times}, () => {
		const data = parseData(text);
		const bytes = isProblem(data) ? data : dataBytes(data, {random, macro: macros.sending(text), readFile: () => new Uint8Array()});
		return isProblem(bytes) ? explainProblem(text, bytes).split('\n', 2)[1]! : new TextDecoder().decode(bytes);
	});
}

const written = [
	[String.raw`ping \{n}\n`, ['ping 1\n', 'ping 2\n', 'ping 3\n']],
	[String.raw`\{n}\{n}`, ['11', '22']],
	[String.raw`"\{n}" hex:2c "\{time}"`, ['1,12:01:09.872']],
	[String.raw`\{unix}`, [String(Math.floor(noon_us / 1e6))]],
	[String.raw`\{rand:7-7} \\{n}`, [String.raw`7 \{n}`]],
	[String.raw`\\\{n}`, [String.raw`\1`, String.raw`\2`]],
	['{n}', ['{n}']],
] as const;

for (const [text, sent] of written) {
	test(text, () => {
		assert.deepEqual(sendings(text, sent.length), sent);
	});
}

const known = String.raw`there are \{n} \{time} \{unix} \{rand:1-100} \{hex:8}`;
const wrong = [
	[String.raw`a \{m}`, `  ^^^^ there is no such macro; ${known}`],
	[String.raw`\{hex:999999999}`, `^^^^^^^^^^^^^^^^ there is no such macro; ${known}`],
	[String.raw`a \{n`, `  ^^ a brace is not closed; ${known}`],
	[String.raw`"x" "\{rand:9-1}"`, `     ^^^^^^^^^^^ there is no such macro; ${known}`],
	[String.raw`\{n} \q`, String.raw`     ^^ there is no such escape; there are \n \r \t \0 \xHH \u{HEX}, and \\ for a backslash`],
] as const;

for (const [text, shown] of wrong) {
	test(`${text} is wrong`, () => {
		assert.deepEqual(sendings(text, 1), [shown]);
	});
}

test('rand reaches both ends and nothing beyond; hex has its digits; both come from the seed', () => {
	const dice = sendings(String.raw`\{rand:1-6}`, 500);
	assert.deepEqual([...new Set(dice)].toSorted((a, b) => a.localeCompare(b)), ['1', '2', '3', '4', '5', '6']);
	const hex = sendings(String.raw`\{hex:7}`, 5);
	assert.equal(hex.every(text => /^[\da-f]{7}$/v.test(text)), true);
	assert.equal(new Set(hex).size, 5);
	assert.deepEqual(sendings(String.raw`\{hex:7}`, 5), hex);
	assert.notDeepEqual(sendings(String.raw`\{hex:7}`, 5, 'b'), hex);
});
