/** What `sockplay check` finds before a script runs: every mistake of every line, at its place as it is written. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {check} from './stage.ts';

test('every mistake of the lines, also of those in the background, in blocks and in included files', async () => {
	const lines = await check({
		'main.play': ['lisen tcp:0', 'repeat 3', '  connect tcp:70000', 'end', 'in  background slep 1s', 'every 1s sned x', 'say fine', 'include a.play', 'view hex', '/send x'].join('\n'),
		'a.play': 'connect s1 nodelay=maybe',
	});
	assert.deepEqual(lines, [
		'main.play:1:',
		'  lisen tcp:0',
		'  ^^^^^ there is no such verb; `listen` is one',
		'main.play:3:',
		'  connect tcp:70000',
		'              ^^^^^ a port is 0 to 65535',
		'main.play:5:',
		'  in  background slep 1s',
		'                 ^^^^ there is no such verb; `sleep` is one',
		'main.play:6:',
		'  every 1s sned x',
		'           ^^^^ there is no such verb; `send` is one',
		'a.play:1, included from main.play:8:',
		'  connect s1 nodelay=maybe',
		'                     ^^^^^ this is yes or no',
		'main.play:9:',
		'  view hex',
		'  ^^^^ view works on the screen only; leave it out here, or run without --plain and --json',
		'main.play:10:',
		'  /send x',
		'  ^ the slash is for prompts; a line here begins with its verb; `send x`',
	]);
});

test('variables: those that there cannot be, and what is wrong around those that there are', async () => {
	const lines = await check({'main.play': ['connect {target} nodlay=yes', 'connect tcp:{port:web} local=:{nix}', String.raw`expect /(?<id>[0-9]{3}) \p{L} (.)/`, String.raw`send {id} {1} {c1.rtt} {c1.rrt} \{n} \u{e9} {"a": {}}`, 'sleep {c1.rtt}', 'say {1} {folder}'].join('\n')}, ['target']);
	assert.deepEqual(lines.filter(line => !line.includes('expect /') && line !== 'main.play:3:' && !line.includes('no such verb')), [
		'main.play:1:',
		'  connect {target} nodlay=yes',
		'                   ^^^^^^ connect has no such option; nodelay= is one; it has name= recv= nodelay= keepalive= halfopen= idle= eol= local= timeout= connected=',
		'main.play:2:',
		'  connect tcp:{port:web} local=:{nix}',
		String.raw`                                ^^^^^ there is no variable nix; nix=VALUE behind the file gives it; \x7b writes a brace`,
		'main.play:4:',
		String.raw`  send {id} {1} {c1.rtt} {c1.rrt} \{n} \u{e9} {"a": {}}`,
		String.raw`                         ^^^^^^^^ an endpoint has no rrt; there are port address local remote received sent queued unread rtt open dropped state; \x7b writes a brace`,
	]);
});

test('what only the values of variables can be is no mistake; what is wrong with any value is', async () => {
	assert.deepEqual(await check({'main.play': ['sleep {pause}', 'listen {address} {service}', 'send hex:{bytes}', 'send file:{path}', 'connect s1 name={name} timeout={c1.rtt}', 'every {c1.rtt} count={n} send x', 'connect s1 timeout={c1.rtt} nodlay=yes'].join('\n')}, ['pause', 'address', 'service', 'bytes', 'path', 'name', 'n']), [
		'main.play:7:',
		'  connect s1 timeout={c1.rtt} nodlay=yes',
		'                              ^^^^^^ connect has no such option; nodelay= is one; it has name= recv= nodelay= keepalive= halfopen= idle= eol= local= timeout= connected=',
	]);
});

test('the number of a repeat, and its rounds', async () => {
	assert.deepEqual(await check({'main.play': ['repeat 1e9', '  say {round}', '  repeat {round}', '    say x', '  end', 'end', 'repeat {times}', '  say x', 'end', 'say {round}'].join('\n')}), [
		'main.play:1:',
		'  repeat 1e9',
		'         ^^^ a whole number, 0 to 999,999,999',
		'main.play:7:',
		'  repeat {times}',
		String.raw`         ^^^^^^^ there is no variable times; times=VALUE behind the file gives it; \x7b writes a brace`,
		'main.play:10:',
		'  say {round}',
		'      ^^^^^^^ there is no variable round here; `repeat 3` counts its rounds with it',
	]);
});

test('a line that is too long is a mistake like others, whatever stands in it', async () => {
	for (const piece of [String.raw`\u{`, '{', '{a', '{a.b.', '\\', 'expect ', 'a=b ']) {
		const [place, , found] = await check({'main.play': `say ${piece.repeat(300_000)}`});
		assert.match(`${place} ${found}`, /^main\.play:1: .* this line has [\d,]+ characters; at most 65,536 are allowed$/v, piece);
	}
});
