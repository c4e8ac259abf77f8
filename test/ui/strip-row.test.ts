/** The strip of what is active, in rows of fewer and fewer columns. */
import {test, type TestContext} from 'node:test';
import {stripRow} from '../../source/ui/strip-row.ts';
import {plainTheme as theme} from '../helpers/plain-theme.ts';

const active = [
	{text: '● REC talk.pcapng 1.2 MiB', ends: 'record off', tone: 'error'},
	{text: 's1.1 held', ends: 's1.1 resume', tone: 'warn'},
	{text: 'e1 every 1 s (12)', ends: 'stop e1', tone: 'accent'},
	{text: 'c1 eol CRLF', ends: 'c1 set eol=lf', tone: 'plain'},
] as const;

const drawing: ReadonlyArray<readonly [columns: number, row: string]> = [
	[130, ' ● REC talk.pcapng 1.2 MiB /record off   s1.1 held /s1.1 resume   e1 every 1 s (12) /stop e1   c1 eol CRLF /c1 set eol=lf'],
	[100, ' ● REC talk.pcapng 1.2 MiB   s1.1 held   e1 every 1 s (12)   c1 eol CRLF'],
	[72, ' ● REC talk.pcapng 1.2 MiB   s1.1 held   e1 every 1 s (12)   c1 eol CRLF'],
	[70, ' ● REC talk.pcapng 1.2 MiB   s1.1 held   e1 every 1 s (12)   +1 more'],
	[60, ' ● REC talk.pcapng 1.2 MiB   s1.1 held   +2 more'],
	[40, ' ● REC talk.pcapng 1.2 MiB   +3 more'],
	[30, ' ● REC talk.pcapng 1.2 MiB   …'],
	[20, ' ● REC talk.pcapng …'],
	[0, ''],
];

for (const [columns, row] of drawing) {
	test(`in ${columns} columns`, (t: TestContext) => {
		t.assert.strictEqual(stripRow(active, columns, theme), row);
	});
}

test('one activity has room for the line that ends it', (t: TestContext) => {
	t.assert.strictEqual(stripRow(active.slice(1, 2), 60, theme), ' s1.1 held /s1.1 resume');
});
