/** What the scripts of the shells ask, and what they are answered. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {completionAnswer, completionText} from '../../source/completion/completion.ts';

const breaks = ' \t\n"\'@><=;|&(:';
const machine = {
	listFolder: () => ['a b.sock', 'it\'s.sock', 'two\nlines', '$x'],
	busyPorts: () => new Set<number>(),
	addressesInUse: () => [{address: 'tcp:6379', summary: 'in use on 127.0.0.1'}],
};

const answers: ReadonlyArray<readonly [asked: readonly string[], answer: readonly string[]]> = [
	// Bash has what follows the last `:` or `=` replaced, in its own quotes, and files by itself.
	[['bash', breaks, 'sockplay connect tcp:6'], ['space', '', '6379']],
	[['bash', breaks, 'sockplay connect tcp6:[::1'], ['space', '']],
	[['bash', breaks, 'sockplay connect [::1'], ['space', '', String.raw`1\]:4000`]],
	[['bash', breaks, 'sockplay --theme=mo'], ['space', '', 'mono']],
	[['bash', breaks, 'sockplay listen tcp:4000 back'], ['nospace', '', 'backlog=']],
	[['bash', breaks, 'sockplay -e "connect tcp:6'], ['space', '', 'connect tcp:6379']],
	[['bash', breaks, 'sockplay -e con'], ['space', '', 'connect']],
	[['bash', breaks, 'sockplay connect unix:'], ['space', '', '@sockplay', String.raw`a\ b.sock`, String.raw`it\'s.sock`, String.raw`\$x`]],
	[['bash', breaks, 'sockplay connect \'unix:'], ['space', '', 'unix:@sockplay', 'unix:a b.sock', String.raw`unix:it'\''s.sock`, 'unix:$x']],
	[['bash', breaks, 'sockplay connect "unix:'], ['space', '', 'unix:@sockplay', 'unix:a b.sock', 'unix:it\'s.sock', String.raw`unix:\$x`]],
	[['bash', breaks, String.raw`sockplay open a\ b`], ['files', 'a b']],
	[['bash', breaks, String.raw`sockplay connect unix:a\ b`], ['space', '', String.raw`a\ b.sock`]],
	// zsh: entries of _describe, whose colons are escaped.
	[['zsh', 'connect', 'tcp:6'], ['words', String.raw`closed tcp\:6379:in use on 127.0.0.1`]],
	[['zsh', 'listen', 'tcp:4000', 'back'], ['words', 'open backlog=:connections the system keeps waiting (default 511)']],
	[['zsh', 'open', 'a'], ['files']],
	// fish: a tab between the word and what it is; the word comes with its quotes.
	[['fish', 'connect', 'tcp:6'], ['words', 'tcp:6379\tin use on 127.0.0.1']],
	[['fish', '-e', '\'connect tcp:6'], ['words', 'connect tcp:6379\tin use on 127.0.0.1']],
	[['fish', 'open', 'a'], ['files']],
	[['csh', 'open', 'a'], ['']],
];

for (const [asked, answer] of answers) {
	test(JSON.stringify(asked), async () => {
		const text = await completionAnswer(asked, machine);
		assert.deepEqual(text.split('\n'), answer);
	});
}

test('a script for each shell; anything else is told how', () => {
	for (const shell of ['bash', 'zsh', 'fish']) {
		const {text, code} = completionText([shell]);
		assert.equal(code, 0);
		assert.match(text, new RegExp(`completion answer ${shell} `, 'v'));
		assert.match(completionText(['--help']).text, new RegExp(`^ *${shell} .* completion ${shell}`, 'mv'));
	}

	assert.deepEqual([[], ['csh'], ['bash', 'x'], ['constructor']].map(words => completionText(words)).map(({text, code}) => [code, text.split('\n', 1)[0]]), [
		[2, 'the name of a shell is missing; it is one of bash zsh fish'],
		[2, 'there is no completion for csh; it is one of bash zsh fish'],
		[2, 'there is no completion for bash x; it is one of bash zsh fish'],
		[2, 'there is no completion for constructor; it is one of bash zsh fish'],
	]);
});
