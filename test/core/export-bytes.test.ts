import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {dataBytes} from '../../source/core/data-bytes.ts';
import {pythonByte} from '../../source/core/byte-literals.ts';
import {exportBytes, exportForms, exportPieces, type ExportForm} from '../../source/core/export-bytes.ts';
import {escapeText, parseData} from '../../source/core/literals.ts';
import {isProblem} from '../../source/core/problem.ts';
import {randomText, seeded} from '../helpers/seeded.ts';

const every = Uint8Array.from({length: 256}, (_, index) => index);
const bytes = Buffer.from('Hi "à"\n\0');

test('each form', () => {
	assert.deepEqual(Object.fromEntries(exportForms.map(form => [form, exportBytes(bytes, form)])), {
		hex: '48 69 20 22 c3 a0 22 0a 00',
		text: 'Hi "à"\n\0',
		escaped: String.raw`Hi \"à\"\n\0`,
		base64: 'SGkgIsOgIgoA',
		c: 'const unsigned char bytes[] = {\n\t0x48, 0x69, 0x20, 0x22, 0xc3, 0xa0, 0x22, 0x0a, 0x00,\n};\n',
		python: String.raw`b'Hi "\xc3\xa0"\n\x00'`,
	});
});

/** What each form is of all bytes at once. */
const references: Readonly<Record<ExportForm, (whole: Uint8Array) => string>> = {
	hex: whole => Array.from(whole, byte => byte.toString(16).padStart(2, '0')).join(' '),
	text: whole => Buffer.from(whole).toString('utf8'),
	escaped: whole => escapeText(whole),
	base64: whole => Buffer.from(whole).toString('base64'),
	c(whole) {
		const words = Array.from(whole, byte => `0x${byte.toString(16).padStart(2, '0')}`);
		const rows = words.flatMap((_, at) => at % 12 === 0 ? [`\t${words.slice(at, at + 12).join(', ')},\n`] : []);
		return `const unsigned char bytes[] = {\n${rows.join('')}};\n`;
	},
	python: whole => `b'${Array.from(whole, byte => pythonByte(byte)).join('')}'`,
};

for (const form of exportForms) {
	test(`${form} of any length is the same whether it was made at once or piece by piece`, () => {
		const random = seeded(20_261_121);
		const words = ['hex:', ' ', '\n', 'à', '世', '🇻', 'a\u{301}\u{302}\u{303}\u{304}', '"', '\\', '\u{202E}', 'plain ASCII, a longer run of it'];
		for (const length of [0, 1, 2, 12, 13, 6143, 6144, 6145, 12_287, 12_288, 20_000]) {
			const text = Buffer.from(randomText(random, words, 4 * length)).subarray(0, length);
			assert.equal(exportBytes(text, form), references[form](text), `${length} bytes`);
		}
	});

	test(`${form} of more than memory takes is made of a few bytes at a time`, () => {
		const asked: number[] = [];
		const source = {
			length: 100_000_000_000,
			read(from: number, to: number) {
				asked.push(to - from);
				return new Uint8Array(to - from);
			},
		};
		const made = exportPieces(source, form).take(20).map(piece => piece.length).toArray();
		assert.equal(asked.length, 19);
		assert.ok(Math.max(...asked, ...made) <= 64 * 1024);
	});
}

test('escaped is DATA again, every byte of it', () => {
	const data = parseData(exportBytes(every, 'escaped'));
	assert.ok(!isProblem(data));
	const nothing = () => {
		throw new Error('nothing else is read');
	};

	assert.deepEqual(dataBytes(data, {random: nothing, readFile: nothing, macro: nothing}), every);
});

test('Python reads its literal back', {skip: !hasPython() && 'python3 is not here'}, () => {
	assert.equal(execFileSync('python3', ['-c', `print((${exportBytes(every, 'python')}).hex())`], {encoding: 'utf8'}).trim(), Buffer.from(every).toString('hex'));
});

function hasPython(): boolean {
	try {
		execFileSync('python3', ['--version']);
		return true;
	} catch {
		return false;
	}
}
