import assert from 'node:assert/strict';
import {test} from 'node:test';
import {outcome} from '../../bench/outcome.ts';
import type {Mark, Measured, Row} from '../../bench/row.ts';
import {asMarkdown, asText, cells} from '../../bench/table.ts';
import {briefly} from '../../bench/write-pages.ts';

const rounds: readonly Measured[] = [
	{sockplay: {'MiB/s': 800, 'processor us': 12}, bare: {'MiB/s': 1000, 'processor us': 10}},
	{sockplay: {'MiB/s': 450, 'processor us': 22}, bare: {'MiB/s': 500, 'processor us': 20}},
	{bare: {'MiB/s': 900, 'processor us': 10}, sockplay: {'MiB/s': 540, 'processor us': 15}},
];

function line(mark: Mark, {isPinned = false, of = rounds} = {}): string[] {
	const row: Row = {id: 'echo', what: 'echo', marks: [mark], measure: async () => ({})};
	return cells(outcome(row, mark, of, isPinned));
}

test('a ratio is taken in each round, since a machine is faster in one than in the next; its median counts', () => {
	const text = asText([
		line({metric: 'MiB/s', against: 'bare', atLeast: 0.85}),
		line({metric: 'MiB/s', against: 'bare', atLeast: 0.75}, {isPinned: true}),
		line({metric: 'MiB/s', atMost: 600}),
	]);
	assert.equal(text, [
		'✗  echo                        bare  at least 0.85 times  0.80  0.60 to 0.90  540 MiB/s  900  1.20',
		'✓  echo, all on one processor  bare  at least 0.75 times  0.80  0.60 to 0.90  540 MiB/s  900  1.20',
		'✓  echo                              at most 600                450 to 800    540 MiB/s',
	].join('\n'));
});

test('of two rounds the median is between them', () => {
	const mark = {metric: 'MiB/s', against: 'bare', atLeast: 0.9} as const;
	assert.equal(asText([line(mark, {of: rounds.slice(0, 2)})]), '✗  echo  bare  at least 0.9 times  0.85  0.80 to 0.90  625 MiB/s  750  1.15');
});

test('without a figure a line says why', () => {
	assert.equal(asText([
		line({metric: 'MiB/s', against: 'socat', atLeast: 1}),
		line({metric: 'MiB', against: 'bare', atMost: 1.5}),
		line({metric: 'MiB', atMost: 100}),
		line({metric: 'MiB', atMost: 100}, {of: [{}]}),
		line({metric: 'MiB', atMost: 100}, {of: []}),
	]), [
		'  echo  socat  at least 1 times   skipped: no socat on this machine',
		'  echo  bare   at most 1.5 times  skipped: not known on this machine',
		'  echo         at most 100        skipped: not known on this machine',
		'  echo         at most 100        skipped: not known on this machine',
		'  echo         at most 100        FAILED: nothing was measured',
	].join('\n'));
});

test('the same as Markdown', () => {
	assert.equal(asMarkdown([['what', 'measured'], ['echo', '0.80']]), '| what | measured |\n| --- | --- |\n| echo | 0.80 |');
});

test('the README has one line of a row that it shows', () => {
	const marks: readonly Mark[] = [{metric: 'MiB/s', against: 'bare', atLeast: 1}, {metric: 'processor us', atMost: 20}];
	const row: Row = {id: 'echo', what: 'echo', marks, isInReadme: true, measure: async () => ({})};
	const lines = [false, true].flatMap(isPinned => marks.map(mark => outcome(row, mark, rounds, isPinned)));
	assert.equal(briefly(lines), [
		'| what | sockplay | beside |',
		'| --- | --- | --- |',
		'| echo | 540 MiB/s, 15 processor us | 0.80 times bare, MiB/s |',
	].join('\n'));
});
