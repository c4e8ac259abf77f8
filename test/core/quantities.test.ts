import assert from 'node:assert/strict';
import test from 'node:test';
import {isProblem} from '../../source/core/problem.ts';
import {formatCount, formatDuration, formatSize, parseDuration, parseSize} from '../../source/core/quantities.ts';

test('sizes', () => {
	const rows = {0: 0, 4096: 4096, '10B': 10, '1KB': 1000, '1KiB': 1024, '1kib': 1024, '1.5KiB': 1536, '64 MiB': 67_108_864, '2MB': 2_000_000, '1GB': 1e9, '1GiB': 1_073_741_824, '0.1KB': 100};
	assert.deepEqual(Object.fromEntries(Object.keys(rows).map(text => [text, parseSize(text)])), rows);
});

test('durations are milliseconds', () => {
	const rows = {'300ms': 300, '0ms': 0, '50us': 0.05, '2.5s': 2500, '1 m': 60_000, '1h': 3_600_000, '0.1ms': 0.1};
	assert.deepEqual(Object.fromEntries(Object.keys(rows).map(text => [text, parseDuration(text)])), rows);
});

const wrong = [
	[parseSize, '', 'a size is a number of bytes, with B, KB, KiB, MB, MiB, GB or GiB behind it or nothing'],
	[parseSize, '-1', 'a size is a number of bytes, with B, KB, KiB, MB, MiB, GB or GiB behind it or nothing'],
	[parseSize, '1_000', 'a size is a number of bytes, with B, KB, KiB, MB, MiB, GB or GiB behind it or nothing'],
	[parseSize, '12[k]', 'sizes are given in B, KB, KiB, MB, MiB, GB or GiB'],
	[parseSize, '[1.5B]', 'this is not a whole number of bytes that can be counted'],
	[parseSize, '[99999999999999999999GiB]', 'this is not a whole number of bytes that can be counted'],
	[parseSize, '1[constructor]', 'sizes are given in B, KB, KiB, MB, MiB, GB or GiB'],
	[parseDuration, 'soon', 'a duration is a number with us, ms, s, m or h behind it'],
	[parseDuration, '300[]', 'a duration needs a unit'],
	[parseDuration, '3[days]', 'durations are given in us, ms, s, m or h'],
	[parseDuration, '3[S]', 'durations are given in us, ms, s, m or h'],
	[parseDuration, '[0.5us]', 'a duration is whole microseconds, and 24 days at most'],
	[parseDuration, '[600h]', 'a duration is whole microseconds, and 24 days at most'],
] as const;

for (const [parse, marked, message] of wrong) {
	test(`${parse.name} refuses ${marked}`, () => {
		const text = marked.replaceAll(/[\[\]]/gv, '');
		const found = parse(text);
		assert.ok(isProblem(found));
		assert.equal(found.message, message);
		assert.equal(text.slice(found.start, found.end), /\[(?<part>.*)\]/v.exec(marked)?.groups?.['part'] ?? text);
	});
}

test('sizes for people', () => {
	const rows: Array<[number, string]> = [
		[0, '0 B'],
		[10, '10 B'],
		[9999, '9,999 B'],
		[10_000, '9.8 KiB'],
		[65_536, '64 KiB'],
		[999 * 1024, '999 KiB'],
		[1000 * 1024, '1 MiB'],
		[817_889_280, '780 MiB'],
		[1024 ** 3, '1 GiB'],
		[2 ** 53, '8 PiB'],
	];
	assert.deepEqual(rows.map(([bytes]) => formatSize(bytes)), rows.map(([, text]) => text));
});

test('durations for people', () => {
	const rows: Array<[number, string]> = [
		[0, '0 ms'],
		[0.05, '50 us'],
		[0.3, '0.3 ms'],
		[1.234, '1.2 ms'],
		[12.34, '12.3 ms'],
		[345.6, '346 ms'],
		[999.7, '1 s'],
		[4100, '4.1 s'],
		[99_400, '99.4 s'],
		[99_600, '1 m 40 s'],
		[125_000, '2 m 5 s'],
		[3_599_700, '1 h'],
		[11_400_000, '3 h 10 m'],
	];
	assert.deepEqual(rows.map(([ms]) => formatDuration(ms)), rows.map(([, text]) => text));
});

test('counts for people', () => {
	assert.deepEqual([0, 999, 1000, 12_480, 1_234_567].map(count => formatCount(count)), ['0', '999', '1,000', '12,480', '1,234,567']);
});
