/** What the line `run …` asks whoever runs scripts. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {execute} from '../../source/commands/execute.ts';
import {explainProblem, isProblem, problem} from '../../source/core/problem.ts';
import {Talk} from '../helpers/talk.ts';

/** Runs a line; answers what was asked, or the mistake as it is shown. */
async function ask(line: string): Promise<string> {
	const asked: string[] = [];
	const scripts = {
		async begin(file: string, given: readonly string[]) {
			asked.push(JSON.stringify([file, ...given]));
			return file === 'nosuch.play' ? problem('nosuch.play cannot be read') : {};
		},
		go(how: string) {
			asked.push(how);
			return {};
		},
	};
	const outcome = await execute(new Talk().lab, line, {screen: false, scripts});
	return isProblem(outcome) ? explainProblem(line, outcome) : asked.join(' ');
}

test('a file is run with the values behind it, the words of the keys go on with it', async () => {
	assert.equal(await ask('run talk.play'), '["talk.play"]');
	assert.equal(await ask('run talk.play host=::1 "who=Anna Z" empty= # a comment'), '["talk.play","host=::1","who=Anna Z","empty="]');
	assert.equal(await ask('run "a b.play" x="1 = 2"'), '["a b.play","x=1 = 2"]');
	assert.deepEqual([await ask('run next'), await ask('run all'), await ask('run off'), await ask('run ./next')], ['next', 'all', 'off', '["./next"]']);
});

test('what is no value, and a file that cannot be read, is a mistake with its place', async () => {
	assert.equal(await ask('run a.play x=1 b.play'), `run a.play x=1 b.play
               ^^^^^^ only NAME=VALUE stands behind the file; \`run talk.play host=127.0.0.1\``);
	assert.equal(await ask('run nosuch.play'), `run nosuch.play
    ^^^^^^^^^^^ nosuch.play cannot be read`);
	assert.match(await ask('run a.play x="1'), /\^+ .*quote/v);
});
