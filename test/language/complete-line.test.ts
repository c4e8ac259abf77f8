import assert from 'node:assert/strict';
import test from 'node:test';
import {completeLine} from '../../source/language/complete-line.ts';
import {parseLine} from '../../source/language/parse-line.ts';
import {misplaced, randomText, seeded} from '../helpers/seeded.ts';
import {someKnowledge, someVerbs} from './some-verbs.ts';

const verbs = 'listen connect send every close use view';

/** `|` is the cursor, `[…]` what is replaced, `~` says that more is to come in the same word. */
const drawings = [
	['|', '[]', `${verbs} s1 c1 s1.1 all`],
	['al|', '[al]', 'all'],
	['li|', '[li]', 'listen'],
	['s|', '[s]', 'send s1 s1.1'],
	['lst|', '[lst]', 'listen'],
	['both|', '[both]', 'close'],
	['disc|', '[disc]', 'close'],
	['c1 disc|', 'c1 [disc]', 'close'],
	['s1|', '[s1]', 's1 s1.1'],
	['li|sten 4000', '[listen] 4000', 'listen'],
	['c1 |', 'c1 []', 'send every close'],
	['c1 cl|', 'c1 [cl]', 'close'],
	['nothing |', 'nothing []', 'send every close'],
	['c1 listen |', 'c1 listen []', ''],
	['listen tcp|', 'listen [tcp]', 'tcp:4001 tcp6:4001 tcp:*:4001 tcp://127.0.0.1:4001'],
	['listen u|', 'listen [u]', 'udp:4001 unix:~ udp6:4001 unix:@sockplay'],
	['listen 400|', 'listen [400]', 'tcp:4001 udp:4001 tcp6:4001 udp6:4001 tcp:*:4001 tcp://127.0.0.1:4001 localhost:4001 127.0.0.1:4001 [::1]:4001 *:4001'],
	['listen unix:/tmp/a|', 'listen [unix:/tmp/a]', 'unix:"/tmp/a b/~ unix:/tmp/ab.sock'],
	['listen unix:"/tmp/a b/|', 'listen [unix:"/tmp/a b/]', 'unix:"/tmp/a b/c"'],
	['listen 4000 |', 'listen 4000 []', 'echo greet files relay name=~ recv=~ nodelay=~ eol=~'],
	['listen 4000 e|', 'listen 4000 [e]', 'echo eol=~'],
	['listen 4000 echo n|', 'listen 4000 echo [n]', 'name=~ nodelay=~'],
	['listen 4000 name=x n|', 'listen 4000 name=x [n]', 'nodelay=~'],
	['listen 4000 files s|', 'listen 4000 files [s]', 'source/~'],
	['listen 4000 greet h|', 'listen 4000 greet [h]', 'hex:~'],
	['listen 4000 echo f|', 'listen 4000 echo [f]', ''],
	['listen 7000 relay t|', 'listen 7000 relay [t]', 'tcp:4000 tcp6:4000 tcp:*:4000 tcp://127.0.0.1:4000'],
	['listen 4000 rl|', 'listen 4000 [rl]', 'relay'],
	['listen 4000 nodelay=|', 'listen 4000 nodelay=[]', 'yes no on off true false'],
	['listen 4000 nodelay=y| echo', 'listen 4000 nodelay=[y] echo', 'yes'],
	['listen 4000 nope=|', 'listen 4000 nope=[]', ''],
	['listen 4000 # |', 'listen 4000 # []', ''],
	['connect s|', 'connect [s]', 's1'],
	['connect unix:/tmp/x|', 'connect [unix:/tmp/x]', 'unix:/tmp/x'],
	['use |', 'use []', 's1 c1 s1.1'],
	['close |', 'close []', 's1 c1 s1.1'],
	['close c|', 'close [c]', 'c1'],
	['close s1 |', 'close s1 []', ''],
	['c1 close |', 'c1 close []', ''],
	['view |', 'view []', 'hex text'],
	['send |', 'send []', '"~ hex:~ b64:~ file:~ zeros:~ random:~ pattern:~'],
	['send hello f|', 'send [hello f]', ''],
	['send "a b" z|', 'send ["a b" z]', '"a b" zeros:~'],
	['send file:|', 'send [file:]', 'file:source/~ file:"read me.txt"'],
	['send file:.|', 'send [file:.]', 'file:.hidden'],
	['every 1s |', 'every 1s []', 'send close s1 c1 s1.1 all'],
	['every 1s c|', 'every 1s [c]', 'close c1 count=~'],
	['every 1s cl|o', 'every 1s [clo]', 'close'],
	['every 1s count=2 se|', 'every 1s count=2 [se]', 'send'],
	['every 1s send h|', 'every 1s send [h]', 'hex:~'],
	['every 1s c1 |', 'every 1s c1 []', 'send close'],
	['every 1s c1 send "a" z|', 'every 1s c1 send ["a" z]', '"a" zeros:~'],
	['every 1s nothing |', 'every 1s nothing []', 'send close'],
] as const;

for (const [line, replaced, suggestions] of drawings) {
	test(`${line} goes on with ${suggestions === '' ? 'nothing' : suggestions}`, () => {
		const text = line.replace('|', '');
		const found = completeLine(text, line.indexOf('|'), someVerbs, someKnowledge);
		assert.equal(found.suggestions.map(suggestion => suggestion.text + (suggestion.open === true ? '~' : '')).join(' '), suggestions);
		assert.equal(`${text.slice(0, found.start)}[${text.slice(found.start, found.end)}]${text.slice(found.end)}`, replaced);
	});
}

test('a verb is told with its usage, one sentence and an example; a name with its address', () => {
	assert.deepEqual(completeLine('l', 1, someVerbs, someKnowledge).suggestions, [
		{text: 'listen', label: 'listen ADDRESS [SERVICE …] [key=value…]', summary: 'wait for clients', example: 'listen tcp:4000 echo', more: true},
	]);
	assert.deepEqual(completeLine('s1', 2, someVerbs, someKnowledge).suggestions[0], {text: 's1', summary: 'tcp:4000 echo'});
	assert.deepEqual(completeLine('every 1s c', 10, someVerbs, someKnowledge).suggestions.at(-1), {text: 'count=', summary: 'how often', open: true});
});

test('every verb\'s example can be read', () => {
	assert.deepEqual(someVerbs.map(verb => (parseLine(verb.example, someVerbs) as {verb?: {name: string}}).verb?.name), verbs.split(' '));
});

test('wherever the cursor stands, what is replaced lies within the line and touches the cursor', () => {
	const random = seeded(6);
	const pieces = [...verbs.split(' '), ' ', ' ', 'c1 ', 'tcp:4000', 'unix:', 'recv=', '"', '\\', '#', 'file:', 'hex:68', '/', '\0', '\u{D800}'];
	const lines = Array.from({length: 5000}, () => randomText(random, pieces, 8));
	const faults = lines.map(line => {
		const cursor = Math.floor(random() * (line.length + 1));
		const found = completeLine(line, cursor, someVerbs, someKnowledge);
		return misplaced(line, found) ?? (found.start <= cursor && cursor <= found.end ? undefined : `${JSON.stringify(line)} at ${cursor}: ${found.start} to ${found.end}`);
	});
	assert.deepEqual(faults.filter(fault => fault !== undefined), []);
});

test('what is offered first does not fail: a free port to listen on, an open listener to connect to', () => {
	const first = (line: string) => completeLine(line, line.length, someVerbs, {...someKnowledge, busyPorts: () => new Set([4001, 4002])}).suggestions.slice(0, 3).map(({text, summary}) => `${text} (${summary})`);
	assert.deepEqual(first('listen '), ['tcp:4003 (TCP on 127.0.0.1)', 'udp:4003 (UDP on 127.0.0.1)', 'unix: (a Unix stream socket)']);
	assert.deepEqual(first('connect '), ['s1 (tcp:4000 echo)', 'tcp:4000 (TCP on 127.0.0.1)', 'udp:4000 (UDP on 127.0.0.1)']);
	assert.deepEqual(first('listen 7000 relay '), ['tcp:4000 (s1 echo)', 'unix:/tmp/x (c1)', 'udp:4000 (UDP on 127.0.0.1)']);
});
