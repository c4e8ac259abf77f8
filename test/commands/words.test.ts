import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {check} from '../../source/commands/execute.ts';
import {verbs} from '../../source/commands/table.ts';
import {columnsOf} from '../../source/core/visible.ts';
import {completeLine} from '../../source/language/complete-line.ts';
import {services} from '../../source/services/table.ts';

const knowledge = {endpoints: [], services, listFolder: () => []};

/** What is answered to a line that is not one, and the line that is offered instead. */
const meant: ReadonlyArray<readonly [line: string, fix: string | undefined]> = [
	['exit', 'quit'],
	['q', 'quit'],
	['bye', 'quit'],
	['disconnect', 'close'],
	['disconnect s1.1', 'close s1.1'],
	['s1.1 disconnect', 's1.1 close'],
	['search GET', 'find GET'],
	['export talk.txt', 'save talk.txt'],
	['repeat 1s send ping', 'every 1s send ping'],
	['hex', 'view hex'],
	['loss', 'link loss='],
	['loss 10%', 'link loss=10%'],
	['c1 loss 10%', 'c1 link loss=10%'],
	['satellite', 'link satellite'],
	['crlf', 'set eol=crlf'],
	['echo', 'listen tcp:0 echo'],
	['set crlf', 'set eol=crlf'],
	['c1 set crlf', 'c1 set eol=crlf'],
	['set nodelay', 'set nodelay=yes'],
	['set ttl 5', 'set ttl=5'],
	['link loss 10%', 'link loss=10%'],
	['view width 16', 'view width=16'],
	['set carriage', undefined],
	['dance', undefined],
];

for (const [line, fix] of meant) {
	test(`${line} leads to ${fix ?? 'nothing'}`, () => {
		assert.equal(check(line, {screen: true})?.fix, fix);
	});
}

test('close, hold, resume, reset, shutdown and set take the name before or behind', () => {
	for (const verb of ['close', 'hold', 'resume', 'reset', 'shutdown', 'set eol=crlf']) {
		assert.equal(check(`s1.1 ${verb}`, {screen: false}), undefined);
		assert.equal(check(verb.replace(/^\w+/v, '$& s1.1'), {screen: false}), undefined);
	}
});

describe('completion', () => {
	const found: ReadonlyArray<readonly [typed: string, words: readonly string[]]> = [
		['lst', ['list', 'listen']],
		['half', ['shutdown', 'set halfopen=']],
		['exi', ['quit']],
		['loss', ['link loss=', 'link lossy']],
		['hex', ['view hex']],
		['li', ['listen', 'link', 'list']],
		['list', ['list', 'listen']],
	];
	for (const [typed, words] of found) {
		test(`${typed} offers ${words.join(' ')}`, () => {
			const {suggestions} = completeLine(typed, typed.length, verbs, knowledge);
			assert.deepEqual(suggestions.map(({text}) => text), words);
		});
	}

	test('presets of a link say what they are', () => {
		const {suggestions} = completeLine('link ', 5, verbs, knowledge);
		assert.deepEqual(suggestions.slice(0, 3).map(({text, summary}) => `${text}: ${summary ?? ''}`), [
			'gprs: 250 ms each way, 50 kbit/s, 2 % of datagrams lost',
			'edge: 150 ms each way, 250 kbit/s, 1.5 % of datagrams lost',
			'3g: 125 ms each way, 750 kbit/s, 1.5 % of datagrams lost',
		]);
	});

	test('connect offers the listener first that came last', () => {
		const listeners = ['s1', 's2'].map((name, index) => ({name, address: `tcp:400${index}`, note: 'echo', isListener: true, isOpen: true, carries: 'stream' as const}));
		const {suggestions} = completeLine('connect ', 8, verbs, {...knowledge, endpoints: listeners});
		assert.deepEqual(suggestions.slice(0, 2).map(({text}) => text), ['s2', 's1']);
	});

	test('save and record offer names that are free', () => {
		const folders: Readonly<Record<string, readonly string[]>> = {'./': ['a/', 'talk.hex'], 'a/': ['b.txt']};
		const offered = (line: string) => {
			const listFolder = (folder: string) => folders[folder] ?? [];
			return completeLine(line, line.length, verbs, {...knowledge, listFolder}).suggestions.map(({text}) => text).join(' ');
		};

		assert.equal(offered('save '), 'talk2.pcapng talk2.hex talk2.txt talk2.jsonl talk2.bin talk2.play talk2.py talk2.c talk2.sh a/ talk.hex');
		assert.equal(offered('record cap'), 'cap.pcapng cap.hex cap.txt cap.jsonl cap.bin');
		assert.equal(offered('save a/b.'), 'a/b.pcapng a/b.hex a/b.jsonl a/b.bin a/b.play a/b.py a/b.c a/b.sh a/b.txt');
		assert.equal(offered('save "a/'), 'a/b.txt');
	});

	test('every description fits a row of 76 columns beside its word', () => {
		const told = [
			...verbs.map(({name, summary}) => [name, summary] as const),
			...verbs.flatMap(({options}) => Object.entries(options).map(([key, {summary}]) => [`${key}=`, summary] as const)),
			...services.map(({name, summary}) => [name, summary] as const),
			...['link ', 'view ', 'copy ', 'save '].flatMap(line => completeLine(line, line.length, verbs, knowledge).suggestions).map(({text, summary = ''}) => [text, summary] as const),
		];
		assert.deepEqual(told.filter(([word, summary]) => columnsOf(summary) > 76 - 4 - Math.max(9, columnsOf(word))), []);
	});
});

test('no synonym is a name of another verb, and each leads to a verb', () => {
	const names = new Set(verbs.map(({name}) => name));
	for (const {name, synonyms = {}} of verbs) {
		for (const [word, line] of Object.entries(synonyms)) {
			assert.ok(line.startsWith(name), `${word}: ${line}`);
			assert.notStrictEqual(word, name, word);
			assert.ok(names.has(line.split(' ', 1)[0]!), line);
		}
	}
});
