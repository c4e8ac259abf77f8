/** The strip of what is active, in rows of fewer and fewer columns. */
import {test, type TestContext} from 'node:test';
import {stripRow} from '../../source/ui/strip-row.ts';
import {plainTheme as theme} from '../helpers/plain-theme.ts';

const active = [
	{text: '● REC talk.pcapng 1.2 MiB', shorter: ['● REC 1.2 MiB'], ends: 'record off', tone: 'error'},
	{text: 's1.1 held', ends: 's1.1 resume', tone: 'warn'},
	{text: 'c1 link loss=20% lost 8/40 out', shorter: ['c1 link lost 8/40 out', 'c1 link'], ends: 'c1 link off', tone: 'warn'},
	{text: 'e1 every 1 s (12)', shorter: ['e1'], ends: 'stop e1', tone: 'accent'},
	{text: 'c1 eol CRLF', ends: 'c1 set eol=lf', tone: 'plain'},
] as const;

const drawing: ReadonlyArray<readonly [columns: number, row: string]> = [
	[170, ' ● REC talk.pcapng 1.2 MiB /record off   s1.1 held /s1.1 resume   c1 link loss=20% lost 8/40 out /c1 link off   e1 every 1 s (12) /stop e1   c1 eol CRLF /c1 set eol=lf'],
	[120, ' ● REC talk.pcapng 1.2 MiB   s1.1 held   c1 link loss=20% lost 8/40 out   e1 every 1 s (12)   c1 eol CRLF'],
	[100, ' ● REC talk.pcapng 1.2 MiB   s1.1 held   c1 link loss=20% lost 8/40 out   e1   c1 eol CRLF'],
	[80, ' ● REC 1.2 MiB   s1.1 held   c1 link lost 8/40 out   e1   c1 eol CRLF'],
	[60, ' ● REC 1.2 MiB   s1.1 held   c1 link   e1   c1 eol CRLF'],
	[50, ' ● REC 1.2 MiB   s1.1 held   c1 link   +2 more'],
	[40, ' ● REC 1.2 MiB   s1.1 held   +3 more'],
	[25, ' ● REC 1.2 MiB   +4 more'],
	[20, ' ● REC 1.2 MiB'],
	[10, ' ● REC 1.…'],
	[0, ''],
];

for (const [columns, row] of drawing) {
	test(`in ${columns} columns`, (t: TestContext) => {
		t.assert.strictEqual(stripRow(active, columns, theme), row);
	});
}

test('what a link has done stays longer than its conditions', (t: TestContext) => {
	const told = 'c1 link lost 8/40 out 3/32 in, doubled 2 out, reordered 4 out 1 in';
	const text = told.replace('link', 'link delay=100ms loss=20% dup=20% reorder=30%');
	const link = {text, shorter: [told, 'c1 link lost 8/40 out 3/32 in', 'c1 link'], ends: 'c1 link off', tone: 'warn'} as const;
	t.assert.deepStrictEqual([120, 80, 60, 20].map(columns => stripRow([link], columns, theme)), [
		` ${text}`, ` ${told}`, ' c1 link lost 8/40 out 3/32 in', ' c1 link',
	]);
});

test('one activity has room for the line that ends it', (t: TestContext) => {
	t.assert.strictEqual(stripRow(active.slice(1, 2), 60, theme), ' s1.1 held /s1.1 resume');
});
