import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {dataBytes} from '../../source/core/data-bytes.ts';
import {exportBytes, exportForms} from '../../source/core/export-bytes.ts';
import {parseData} from '../../source/core/literals.ts';
import {isProblem} from '../../source/core/problem.ts';

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
