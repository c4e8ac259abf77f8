import {test, type TestContext} from 'node:test';
import {measuredPieces, sparkline} from '../../source/ui/measured.ts';

const lines: ReadonlyArray<readonly [values: readonly number[], line: string, ascii: string]> = [
	[[0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█', '_.:-=+*#'],
	[[0, 1, 1_000_000, 0], '▁▂█▁', '_.#_'],
	[[5, 5, 5], '███', '###'],
	[[0, 0], '▁▁', '__'],
	[[], '', ''],
];

for (const [values, line, ascii] of lines) {
	test(`${values.join(' ')}: ${line}`, (t: TestContext) => {
		t.assert.strictEqual(sparkline(values, {ascii: false}), line);
		t.assert.strictEqual(sparkline(values, {ascii: true}), ascii);
	});
}

test('what is not measured takes no room', (t: TestContext) => {
	const still = {side: 'client', in_bytes_per_second: 0, out_bytes_per_second: 0, rates: [0, 0]} as const;
	const textOf = (endpoint: Parameters<typeof measuredPieces>[0]) => measuredPieces(endpoint, {ascii: false}).map(([, text]) => text).join('');
	t.assert.strictEqual(textOf(still), '');
	t.assert.strictEqual(textOf({...still, rtt_us: 312}), '  rtt 0.3 ms');
	t.assert.strictEqual(textOf({...still, rtt_us: 558_000, out_bytes_per_second: 2048, rates: [0, 1024, 2048]}), '  rtt 558 ms  2,048 B/s out  ▁▅█');
});
