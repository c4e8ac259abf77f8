import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import test from 'node:test';
import {dataBytes, patternBytes} from '../../source/core/data-bytes.ts';
import {quoteText, quoteWord} from '../../source/core/escape.ts';
import {escapeText, parseData} from '../../source/core/literals.ts';
import {explainProblem, isProblem, problem, type Problem} from '../../source/core/problem.ts';
import {unquote} from '../../source/core/unquote.ts';
import {misplaced, randomBytes, randomText, seeded} from '../helpers/seeded.ts';

const sources = {
	random: (length_bytes: number) => new Uint8Array(length_bytes).fill(0x72),
	macro: ({name}: {readonly name: string}) => `<${name}>`,
	readFile: (path: string) => path === 'gone' ? problem('gone cannot be read: ENOENT') : Buffer.from(`<${path}>`),
};

const written = [
	['hello', 'hello'],
	[String.raw`a\n\r\t\0\\\"`, 'a\n\r\t\0\\"'],
	[String.raw`\x41\xff\x0a`, 'A\u{FF}\n'],
	[String.raw`\u{e0}\u{1F600}`, latin('à\u{1F600}')],
	['Xin chào', latin('Xin chào')],
	['say "hi"  twice ', 'say "hi"  twice '],
	['hex of it', 'hex of it'],
	['"a b" "c"', 'a bc'],
	[String.raw`"\"\n"`, '"\n'],
	['""', ''],
	['hex:68 65 6c', 'hel'],
	['hex:68,65:0x6C 6c6f', 'hello'],
	['hex:', ''],
	['b64:aGk=', 'hi'],
	['b64:aGk', 'hi'],
	['b64:aGkh_-', 'hi!\u{FF}'],
	['b64:', ''],
	['hex:68 b64:aGk= "!"', 'hhi!'],
	['file:x.bin', '<x.bin>'],
	['file:"a b" "c"', '<a b>c'],
	['zeros:2 random:1B zeros:0', '\0\0r'],
	['pattern:20', '000000000000000\n0000'],
	['', ''],
] as const;

for (const [text, bytes] of written) {
	test(`${JSON.stringify(text)} is ${JSON.stringify(bytes)}`, () => {
		assert.equal(reading(text), bytes);
	});
}

const escapes = String.raw`there are \n \r \t \0 \xHH \u{HEX}, and \\ for a backslash`;
const wrong = [
	[String.raw`say \q`, `    ^^ there is no such escape; ${escapes}`],
	['say \\', `    ^ an escape is cut short; ${escapes}`],
	[String.raw`\x4`, String.raw`^^^ \x takes two hex digits; \x0a is a line feed`],
	[String.raw`\u00e0`, String.raw`^^ \u takes one to six hex digits in braces; \u{e0} is à`],
	[String.raw`\u{d800}`, '^^^^^^^^ Unicode has no such character; it goes up to 10ffff, without d800 to dfff'],
	[String.raw`"a" "\q"`, `     ^^ there is no such escape; ${escapes}`],
	['"a" "b', '    ^ a quote is not closed'],
	['file:"a', '     ^ a quote is not closed'],
	['"a" b', String.raw`    ^ after a literal come literals only; text stands in quotes there; plain text that begins with a quote begins with \"`],
	['hex:68 6', '       ^ a byte is two hex digits; 68 65, say'],
	['hex:68 zz', String.raw`       ^^ after a literal come literals only; text stands in quotes there; plain text that begins with a quote begins with \"`],
	['b64:a$', '     ^ base64 has letters, digits, + and /, and = at its end'],
	['b64:aGkxa', '         ^ base64 is cut short'],
	['file:', '     ^ the path of a file is missing'],
	['"a" file:gone', '    ^^^^^^^^^ gone cannot be read: ENOENT'],
	['zeros:1.5', '      ^^^ this is not a whole number of bytes that can be counted'],
	['zeros:1GiB zeros:1', '^^^^^^^^^^^^^^^^^^ these are more than 1 GiB'],
] as const;

for (const [text, drawing] of wrong) {
	test(`${JSON.stringify(text)} is no DATA`, () => {
		assert.equal(reading(text), `${text}\n${drawing}`);
	});
}

test('every 16 bytes of the pattern are their own offset', () => {
	const rows = Buffer.from(patternBytes(0x1_00_20)).toString().match(/.{15}\n/gv) ?? [];
	assert.equal(rows.length, 0x10_02);
	assert.deepEqual(rows.filter((row, index) => Number.parseInt(row, 16) !== index * 16), []);
});

test('bytes as text that can be typed', () => {
	const rows = [
		['hi', 'hi'],
		[' hi ', String.raw`\u{20}hi\u{20}`],
		['"hi"', String.raw`\"hi\"`],
		['hex:68', String.raw`\u{68}ex:68`],
		['a\n\0\\', String.raw`a\n\0\\`],
		['\u{1B}[2J\u{202E}', String.raw`\x1b[2J\u{202e}`],
	] as const;
	assert.deepEqual(rows.map(([text]) => escapeText(text)), rows.map(([, escaped]) => escaped));
	assert.equal(escapeText(Uint8Array.of(0xFF, 0x41)), String.raw`\xffA`);
});

test('whatever bytes there are, their text is these very bytes again, also where blanks around it are lost', () => {
	const random = seeded(2);
	const pieces = ['hex:', 'b64:', 'file:', '"', '\\', ' ', '\n', '\0', 'à', '\u{3000}', '\u{202E}', '\u{FEFF}', '\u{1F468}\u{200D}', 'x', '#'];
	const samples = Array.from({length: 3000}, (_, index) => index % 2 === 0 ? randomBytes(random, 40) : Buffer.from(randomText(random, pieces, 8)));
	const hex = samples.map(bytes => Buffer.from(bytes).toString('hex'));
	assert.deepEqual(samples.map(bytes => Buffer.from(reading(escapeText(bytes).trim()), 'latin1').toString('hex')), hex);
	assert.deepEqual(samples.map(bytes => Buffer.from(reading(quoteText(bytes)), 'latin1').toString('hex')), hex);
});

test('whatever text there is, it can be a word', () => {
	const random = seeded(3);
	const texts = Array.from({length: 2000}, () => randomText(random, ['a', ' ', '"', '\\', String.raw`\n`, '\n', '#', '\u{1B}', 'à', '\u{FEFF}', '='], 6));
	const words = texts.map(text => unquote(quoteWord(text)));
	assert.deepEqual(words.map(word => isProblem(word) ? word : word.text), texts);
});

test('whatever is typed is DATA, or a problem within it', () => {
	const random = seeded(4);
	const pieces = ['hex:', 'b64:', 'file:', 'zeros:', 'pattern:', '"', '\\', 'x4', 'u{', '}', '68', ' ', ',', '=', 'KiB', 'z', '\0', '\u{D800}'];
	const texts = Array.from({length: 10_000}, () => randomText(random, pieces, 9));
	const results = texts.map(text => ({text, found: parseData(text)}));
	assert.ok(results.filter(({found}) => !isProblem(found)).length > 1000);
	assert.deepEqual(results.map(({text, found}) => isProblem(found) ? misplaced(text, found) : undefined).filter(fault => fault !== undefined), []);
});

/** The bytes as Latin-1, or a drawing of what is wrong. */
function reading(text: string): string {
	const data = parseData(text);
	const bytes: Uint8Array | Problem = isProblem(data) ? data : dataBytes(data, sources);
	return isProblem(bytes) ? explainProblem(text, bytes) : Buffer.from(bytes).toString('latin1');
}

function latin(text: string): string {
	return Buffer.from(text).toString('latin1');
}
