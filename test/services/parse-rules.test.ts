import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {describe, test} from 'node:test';
import {localTime} from '../../source/core/clock-text.ts';
import {dataBytes} from '../../source/core/data-bytes.ts';
import {parseData} from '../../source/core/literals.ts';
import {isProblem, problem} from '../../source/core/problem.ts';
import {parseRules, problemInFile} from '../../source/services/rules/parse-rules.ts';
import type {Rules} from '../../source/services/rules/rule.ts';
import {composeReply} from '../../source/services/rules/template.ts';

function read(text: string): ReturnType<typeof parseRules> {
	return parseRules(text, (word, max_bytes) => {
		const data = parseData(word);
		return isProblem(data) ? data : dataBytes(data, {random: count => new Uint8Array(count), macro: ({name}) => `a ${name}`, readFile: () => problem('no files here')}, max_bytes);
	});
}

/** What the first rule that fits replies to a message, or nothing. */
function answer(text: string, message: string): string | undefined {
	const {rules} = read(text) as Rules;
	const bytes = Buffer.from(message, 'latin1');
	for (const {pattern, actions} of rules) {
		const [action] = actions;
		const found = pattern.find(bytes);
		if (found !== undefined && action?.kind === 'reply') {
			return Buffer.from(composeReply(action.parts, {message: bytes, found, count: 3, total: 12, now_us: 1_795_225_371_250_000}) ?? []).toString('latin1');
		}
	}

	return undefined;
}

for (const [pattern, fits, fitsNot] of [
	[String.raw`exact "a\n"`, ['a\n'], ['a', 'a\n\n', 'ba\n']],
	['exact hex:00 ff', ['\u{0}\u{FF}'], ['\u{0}', '']],
	['exact "a" "b"', ['ab'], ['a']],
	['prefix "GET "', ['GET ', 'GET /'], ['GET', ' GET /']],
	['contains "ell"', ['hello', 'ell'], ['el', '']],
	['any', ['', 'x'], []],
	['regex /^a+$/', ['a', 'aaa'], ['', 'ab', 'a\n']],
	['regex /b/i', ['B', 'abc'], ['ac']],
	['regex /^b/m', ['a\nb'], ['ab']],
	['regex /a.b/s', ['a\nb'], ['ab']],
	[String.raw`regex /a\/b c/`, ['a/b c'], ['ab c']],
	['regex /é/', ['\u{C3}\u{A9}'], ['\u{E9}']],
	['hex 68 65', ['he'], ['hel', 'h', '']],
	['hex 6865', ['he'], ['hE']],
	['hex 16 ?? 01 ..', ['\u{16}\u{3}\u{1}', '\u{16}\u{FF}\u{1}rest'], ['\u{16}\u{1}', '\u{16}\u{3}\u{2}']],
	['hex .. 0a', ['\n', 'x\n'], ['\nx', '']],
	['hex 61 .. 62 .. 63', ['abc', 'a-b-b-c'], ['acb', 'ab', 'ac']],
	['hex ..', ['', 'x'], []],
] as const) {
	test(`${pattern} fits ${fits.length} and fits not ${fitsNot.length}`, () => {
		assert.deepEqual(fits.map(message => answer(`${pattern} -> reply "yes"`, message)), fits.map(() => 'yes'));
		assert.deepEqual(fitsNot.map(message => answer(`${pattern} -> reply "yes"`, message)), fitsNot.map(() => undefined));
	});
}

for (const [rule, message, expected] of [
	[String.raw`any -> reply "a\n\x00\u{e9}"`, '', 'a\n\u{0}\u{C3}\u{A9}'],
	[String.raw`any -> reply "\{n} of \{total}"`, '', '3 of 12'],
	[String.raw`any -> reply "\{time} \{unix}"`, '', `${localTime(1_795_225_371_250_000)} 1795225371`],
	[String.raw`any -> reply "\{rand:1-6} \{hex:4}"`, '', 'a rand a hex'],
	[String.raw`any -> reply "[\{all}|\{0}]"`, 'x\u{FF}', '[x\u{FF}|x\u{FF}]'],
	[String.raw`any -> reply "\\{n}" # a backslash`, '', String.raw`\{n}`],
	['any -> reply hex:00 01 "b" b64:Yw==', '', '\u{0}\u{1}bc'],
	[String.raw`prefix "ab" -> reply "\{0}"`, 'abc', 'ab'],
	[String.raw`regex /(\d+)\+(?P<b>\d+)(x)?/ -> reply "\{b} \{2} \{1} <\{3}> \{0}"`, 'is 12+34?', '34 34 12 <> 12+34'],
] as const) {
	test(`${rule} answers ${JSON.stringify(expected)}`, () => {
		assert.equal(answer(rule, message), expected);
	});
}

test('the first rule that fits is taken', () => {
	const text = 'exact "b" -> reply "1"\n\n# none\nprefix "b" -> reply "2"\nany -> reply "3"\n';
	assert.deepEqual(['b', 'bb', 'a'].map(message => answer(text, message)), ['1', '2', '3']);
});

test('actions are done in their order', () => {
	const {by, rules} = read('by lines\nany -> wait 1.5s reply "a" reply "b" close') as Rules;
	assert.equal(by, 'lines');
	assert.deepEqual(rules[0]!.actions.map(action => action.kind === 'wait' ? action.duration_ms : action.kind), [1500, 'reply', 'reply', 'close']);
});

for (const [text, expected] of [
	['', String.raw`f:1:1: there is no rule in it; any -> reply "\{all}" is one`],
	['# x\nsome "a" -> close', 'f:2:1: a rule begins with exact, prefix, contains, regex, hex or any'],
	['-> close', 'f:1:1: a rule begins with exact, prefix, contains, regex, hex or any'],
	['exact -> close', 'f:1:6: exact needs what it looks for'],
	['exact a -> close', 'f:1:7: text stands in quotes here; "a"'],
	['exact "a', 'f:1:7: a quote is not closed'],
	['exact "a" close', String.raw`f:1:16: -> is missing between pattern and actions; exact "PING\n" -> reply "PONG\n", say`],
	['exact "a" ->', 'f:1:13: an action is missing: reply, wait, close or reset'],
	[String.raw`exact "\q" -> close`, String.raw`f:1:8: there is no such escape; there are \n \r \t \0 \xHH \u{HEX}, and \\ for a backslash`],
	['any "a" -> close', 'f:1:5: nothing may follow any'],
	['regex a -> close', 'f:1:7: a regular expression stands between slashes; /a/'],
	['regex /a -> close', 'f:1:7: the closing slash of a regular expression is missing'],
	['regex /a/g -> close', 'f:1:10: the flags are i (any case), m (^ and $ at every line) and s (. is any character)'],
	['any -> close\n  regex /ab(c/ -> close', 'f:2:10: missing closing )'],
	['regex /x[b-a]/ -> close', 'f:1:10: invalid character class range'],
	[String.raw`regex /(a)\1/ -> close`, 'f:1:11: invalid escape sequence'],
	['regex /a/ /b/ -> close', 'f:1:11: -> must follow the expression'],
	['hex 6 -> close', 'f:1:5: bytes are two hex digits, ?? for any one, .. for any number; 16 03 ?? .., say'],
	['any -> close reply "a"', 'f:1:14: nothing comes after close'],
	['any -> reply', String.raw`f:1:13: reply needs what to send; reply "hello\n", say`],
	['any -> reply hello', 'f:1:14: text stands in quotes here; "hello"'],
	['any -> reply "a"b', 'f:1:17: a blank is missing behind the quote'],
	[String.raw`any -> reply "a\{1}"`, 'f:1:16: there is no such value; there are n total time unix rand:1-100 hex:8 all 0, and 1 or a name for a group of the pattern'],
	[String.raw`any -> reply "a\{n"`, 'f:1:16: a } is missing'],
	['any -> wait', 'f:1:12: wait needs how long; wait 200ms, say'],
	['any -> wait 200', 'f:1:16: a duration needs a unit; 200ms or 200s'],
	['any -> wait 1s 2s', 'f:1:16: wait takes one duration'],
	['any -> shout', 'f:1:8: an action is reply, wait, close or reset'],
	['any -> close now', 'f:1:14: only another action may follow close'],
	['by words\nany -> close', 'f:1:1: by says what a message is: by recv, or by lines'],
] as const) {
	test(`${JSON.stringify(text)}: ${expected}`, () => {
		const found = read(text);
		assert.ok(isProblem(found));
		assert.equal(problemInFile('f', text, found), expected);
	});
}

test('no expression takes more than linear time: with JavaScript\'s own this would never end', () => {
	const message = `${'a'.repeat(60_000)}b`;
	assert.equal(answer('regex /^(a+)+$/ -> reply "yes"', message), undefined);
	assert.notEqual(answer('regex /^(a+)+b$/ -> reply "yes"', message), undefined);
});

/** What is wrong with a file. */
function wrong(text: string): string {
	const found = read(text);
	assert.ok(isProblem(found));
	return problemInFile('f', text, found);
}

describe('how much a file may hold', () => {
	for (const [what, text, expected] of [
		['actions of a rule', `any -> reply "${'x'.repeat(9)}" ${'wait 1s '.repeat(100_000)}`, 'f:1:818: a rule has 100 actions at most; one reply may have several literals'],
		['values of a reply', `any -> reply "${String.raw`\{all}`.repeat(100_000)}"`, 'f:1:1551: the replies of one rule have 256 values at most'],
		['values of all replies of a rule', `any -> ${`reply "${String.raw`\{all}`.repeat(200)}" `.repeat(2)}`, 'f:1:1217: the replies of one rule have 256 values at most'],
		['lines', '\n'.repeat(20_000), 'f:10001:1: a file of rules has 10,000 lines at most'],
		['rules', 'any -> close\n'.repeat(2000), 'f:1001:1: a file has 1,000 rules at most; one expression may stand for several'],
		['bytes of a literal', 'any -> reply zeros:1GiB', 'f:1:14: these are more than 64 MiB'],
		['bytes of all literals', 'any -> reply zeros:40MiB\n'.repeat(2), 'f:2:14: these are more than 24 MiB'],
		['bytes of a pattern', 'exact pattern:100MiB -> close', 'f:1:7: these are more than 64 MiB'],
		['pairs of a hex pattern are no arguments', `hex ${'61'.repeat(300_000)} -> shout`, 'f:1:600009: an action is reply, wait, close or reset'],
		['macros of a literal are no arguments', `exact "${String.raw`\{n}`.repeat(100_000)}" -> shout`, 'f:1:400013: an action is reply, wait, close or reset'],
		['states of an expression', String.raw`regex /a\pL{1000}b{2}/ -> close`, 'f:1:12: this comes to 1,005 states, 160 are the most; fewer or smaller repetitions'],
		['states without a repetition', `regex /${'ab*'.repeat(200)}/ -> close`, 'f:1:8: this comes to 602 states, 160 are the most; fewer or smaller repetitions'],
		['classes of an expression', `regex /${String.raw`\pL`.repeat(300)}/ -> close`, String.raw`f:1:8: compiling this takes 30,920 steps, 20,000 are the most; fewer classes such as \pL, smaller ranges beyond ASCII, or no i`],
		['folded ranges of an expression', `regex /${String.raw`[\x{100}-\x{10FFFE}]`.repeat(10)}/i -> close`, String.raw`f:1:8: compiling this takes 44,953 steps, 20,000 are the most; fewer classes such as \pL, smaller ranges beyond ASCII, or no i`],
		['classes of all expressions', `regex /${String.raw`[\pL\pN\pS]`.repeat(30)}/i -> close\n`.repeat(1000), String.raw`f:11:8: compiling the expressions of the file takes more than 100,000 steps; fewer classes such as \pL, smaller ranges beyond ASCII, or no i`],
		['characters of all expressions', `regex /${'a|'.repeat(500)}b/ -> close\n`.repeat(1000), String.raw`f:98:8: compiling the expressions of the file takes more than 100,000 steps; fewer classes such as \pL, smaller ranges beyond ASCII, or no i`],
		['characters of an expression', `regex /${'a|'.repeat(1000)}b/ -> close`, 'f:1:1032: an expression has 1,024 characters at most'],
	] as const) {
		test(`${what}: ${expected}`, () => {
			assert.equal(wrong(text), expected);
		});
	}
});
