/** The file of a Unix listener: its own goes with it, and nothing else does. */
import {existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {folderFor, lines, linesUntil, realLab} from '../helpers/recorded.ts';

test('a listener takes its own file with it, also when that had another name meanwhile', async (t: TestContext) => {
	const folder = folderFor(t);
	const file = path.join(folder, 'a');
	const lab = realLab(t);
	await lines(lab, `listen unix:${file}`);
	renameSync(file, path.join(folder, 'b'));
	renameSync(path.join(folder, 'b'), file);
	await lines(lab, 's1 close');
	t.assert.strictEqual(existsSync(file), false);
});

const replacements: ReadonlyArray<readonly [what: string, replace: (file: string) => void]> = [
	['a file', file => {
		writeFileSync(file, 'precious');
	}],
	['a link', file => {
		writeFileSync(`${file}.target`, 'precious');
		symlinkSync(`${file}.target`, file);
	}],
];
for (const [what, replace] of replacements) {
	test(`${what} that has taken the place of its file stays`, async (t: TestContext) => {
		const folder = folderFor(t);
		const file = path.join(folder, 'a');
		const lab = realLab(t);
		await lines(lab, `listen unix:${file}`);
		rmSync(file);
		replace(file);
		const before = readdirSync(folder);
		const notes: string[] = [];
		lab.journal.subscribe(({event, message}) => {
			notes.push(...event === 'note' ? [message!] : []);
		});
		await lines(lab, 's1 close');
		t.assert.strictEqual(readFileSync(file, 'utf8'), 'precious');
		t.assert.deepStrictEqual(readdirSync(folder), before);
		t.assert.deepStrictEqual(notes, [`unix:${file} is another file by now, and stays`]);
	});
}

test('the socket of a server that was started again at the same path is still reached', async (t: TestContext) => {
	const file = path.join(folderFor(t), 'a');
	const lab = realLab(t);
	await lines(lab, `listen unix:${file}`);
	rmSync(file);
	await lines(lab, `listen unix:${file}`, 's1 close');
	t.assert.ok(existsSync(file));
	await linesUntil(lab, `connect unix:${file}`, event => event.event === 'accept' && event.endpoint === 's2');
});
