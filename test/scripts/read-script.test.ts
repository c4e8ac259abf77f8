/** How a script is read: blocks, included files, lines in the background, and every mistake of those. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {problem} from '../../source/core/problem.ts';
import {limits} from '../../source/core/limits.ts';
import type {Statement} from '../../source/scripts/statement.ts';
import {readScriptFile} from '../../source/scripts/read-script.ts';
import {check, read} from './stage.ts';

/** One line a statement, as deep as it stands: `file:line text`. */
function drawn(statements: readonly Statement[], depth = 0): readonly string[] {
	return statements.flatMap(statement => {
		const {position: {file, line}, text} = statement;
		const own = `${'  '.repeat(depth)}${file}:${line} ${text}`;
		return statement.type === 'repeat' ? [own, ...drawn(statement.body, depth + 1)] : [statement.isBackground ? `${own} -> ${statement.line}` : own];
	});
}

test('blocks, comments, included files and lines in the background', async () => {
	const {script, mistakes} = await read({
		'main.play': ['# a comment', 'listen tcp:0 echo  # another', '', '  repeat 3', 'connect s1', 'repeat {n}', String.raw`send x\n`, 'end', 'end # of it', 'include "parts/more.play"', 'in  background expect y'].join('\r\n'),
		'parts/more.play': 'say more\ninclude ../last.play\n',
		'last.play': 'say last',
	});
	assert.deepEqual(mistakes, []);
	assert.deepEqual(drawn(script.statements), [
		'main.play:2 listen tcp:0 echo  # another',
		'main.play:4 repeat 3',
		'  main.play:5 connect s1',
		'  main.play:6 repeat {n}',
		String.raw`    main.play:7 send x\n`,
		'parts/more.play:1 say more',
		'last.play:1 say last',
		'main.play:11 in  background expect y -> expect y',
	]);
});

test('a block in which nothing stands is no statement', async () => {
	const {script, mistakes} = await read({'main.play': 'repeat 1000000\nrepeat 5\n# nothing\nend\nend\n'});
	assert.deepEqual([script.statements, mistakes], [[], []]);
});

test('every mistake of blocks and files is told, where it stands', async () => {
	const lines = await check({
		'main.play': ['repeat', 'end', 'end now', 'repeat 3 4', 'include', 'include nix.play', 'include a.play b.play', 'in background', 'in background include a.play', 'in time'].join('\n'),
		'a.play': 'include main.play\nend',
	});
	assert.deepEqual(lines, [
		'main.play:1:',
		'  repeat',
		'        ^ repeat needs a number; `repeat 3`, lines, `end`',
		'main.play:3:',
		'  end now',
		'      ^^^ end takes nothing',
		'main.play:3:',
		'  end now',
		'  ^^^ no block has begun; `repeat 3` begins one',
		'main.play:4:',
		'  repeat 3 4',
		'           ^ repeat takes a number only; the lines stand below it',
		'main.play:4:',
		'  repeat 3 4',
		'  ^^^^^^^^^^ this block has no end; `end` ends it',
		'main.play:5:',
		'  include',
		'         ^ include needs a file; `include common.play`',
		'main.play:6:',
		'  include nix.play',
		'          ^^^^^^^^ nix.play cannot be read: ENOENT',
		'main.play:7:',
		'  include a.play b.play',
		'                 ^^^^^^ include takes one file only',
		'a.play:1, included from main.play:7:',
		'  include main.play',
		'          ^^^^^^^^^ this file is being included already: it would never end',
		'a.play:2, included from main.play:7:',
		'  end',
		'  ^^^ no block has begun; `repeat 3` begins one',
		'main.play:8:',
		'  in background',
		'               ^ a line is missing; `in background expect hello`, for example',
		'main.play:9:',
		'  in background include a.play',
		'                ^^^^^^^ include cannot be in the background; one line of the language can',
		'main.play:10:',
		'  in time',
		'     ^^^^ there is no such verb; `listen tcp:0 time` is one',
	]);
});

test('a script that cannot be read is one mistake, without a place', async () => {
	assert.deepEqual(await check({}), ['main.play cannot be read: ENOENT']);
});

test('of a file that is not UTF-8 the line is told', async (t: TestContext) => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-scripts-'));
	t.after(() => {
		rmSync(folder, {recursive: true});
	});
	const file = path.join(folder, 'latin1.play');
	writeFileSync(file, Buffer.concat([Buffer.from('say à\nsay café\n\nsay '), Buffer.of(0xE9)]));
	t.assert.deepStrictEqual(await readScriptFile(file), problem(`${file} is not UTF-8 in line 4`, undefined, String.raw`\xHH writes a byte`));
});

test('how deep and how long a script may be', async () => {
	const deep = Object.fromEntries(Array.from({length: 40}, (_, index) => [index === 0 ? 'main.play' : `${index}.play`, `include ${index + 1}.play`]));
	const found = await check(deep);
	assert.match(found.join('\n'), /^15\.play:1, .*\n.*\n.*at most 16 files may include each other$/v);
	const blocks = await check({'main.play': `${'repeat 2\n'.repeat(17)}say x\n${'end\n'.repeat(17)}`});
	assert.deepEqual(blocks, ['main.play:17:', '  repeat 2', '  ^^^^^^ at most 16 blocks may stand within each other']);
	const long = await check({'main.play': 'say a\n'.repeat(limits.script_lines + 10)});
	assert.equal(long.at(-1), '  ^^^^^ a script has at most 100,000 lines, with all that it includes');
});
