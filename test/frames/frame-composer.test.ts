import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import stringWidth from 'string-width';
import type {Fact} from '../../source/core/events.ts';
import {FrameComposer} from '../../source/frames/frame-composer.ts';
import type {ScrollMove, Viewport} from '../../source/frames/frame.ts';
import type {PaneName} from '../../source/frames/panes.ts';
import {Journal, type Source} from '../../source/lab/journal.ts';
import {Registry} from '../../source/lab/registry.ts';
import {randomBytes, seeded} from '../helpers/seeded.ts';

const start = new Date(2026, 10, 20, 12, 1, 9, 871).getTime() * 1000;
const listener: Source = {name: 's1', side: 'server'};
const server: Source = {name: 's1.1', side: 'server'};
const client: Source = {name: 'c1', side: 'client'};
const wide: Viewport = viewport(76, 8, 100, 12);

function viewport(log_columns: number, log_rows: number, raw_columns: number, raw_rows: number): Viewport {
	const size = {columns: log_columns, rows: log_rows};
	return {sizes: {server: size, client: size, raw: {columns: raw_columns, rows: raw_rows}}, view: 'hex', width: 'auto', ascii: false, colours: 0};
}

function session(settings: {readonly keep_bytes?: number; readonly events?: number} = {}) {
	let now = start;
	const journal = new Journal({now_us: () => now, ...settings});
	const composer = new FrameComposer({journal, registry: new Registry()});
	return {
		journal,
		composer,
		say(source: Source, fact: Fact, data?: Uint8Array | string) {
			const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
			const count = bytes && {asked: fact.event === 'recv' ? 65_536 : bytes.length, result: bytes.length};
			journal.record(source, {...count, ...fact}, bytes);
			now += 1200;
		},
		rows: (pane: PaneName, seen: Viewport) => composer.compose(seen)[pane].rows,
		scroll(pane: PaneName, by: ScrollMove['by'], seen: Viewport) {
			composer.scroll({pane, by}, seen);
		},
		state(pane: PaneName, seen: Viewport) {
			const {following, below, notKept} = composer.compose(seen)[pane];
			return {following, below, notKept};
		},
	};
}

function greeting() {
	const made = session();
	made.say(listener, {event: 'bind', args: '127.0.0.1:4000', result: 0});
	made.say(client, {event: 'connect', args: '127.0.0.1:4000', result: 0, elapsed_us: 300, local: '127.0.0.1:53412'});
	made.say(listener, {event: 'accept', result: 's1.1', remote: '127.0.0.1:53412'});
	made.journal.pair(client, server);
	made.say(client, {event: 'send'}, 'Xin chào\n');
	made.say(server, {event: 'recv'}, 'Xin chào\n');
	made.say(server, {event: 'send'}, 'Xin chào\n');
	made.say(client, {event: 'recv'}, 'Xin chào\n');
	made.say(client, {event: 'connect', args: '127.0.0.1:1', errno: 'ECONNREFUSED', message: 'nobody listens on 127.0.0.1:1; /listen tcp:1 starts a listener'});
	return made;
}

test('where the logs stand above each other, calls begin in the same column, in the first frame too; side by side each has its own', () => {
	const columnsOf = (seen: Viewport) => {
		const {composer} = greeting();
		const {server: above, client: below} = composer.compose(seen);
		return [above, below].map(({rows}) => rows.find(row => row.includes('send'))!.indexOf('send'));
	};

	assert.deepEqual(columnsOf(wide), [20, 18]);
	assert.deepEqual(columnsOf({...wide, isStacked: true}), [20, 20]);
});

test('a wide screen', () => {
	const {rows} = greeting();
	assert.deepEqual(rows('server', wide), [
		'12:01:09.871  s1    bind(127.0.0.1:4000) = 0',
		'12:01:09.873  s1    accept() = s1.1 from 127.0.0.1:53412',
		String.raw`12:01:09.875  s1.1  recv(65536) = 10   "Xin chào\n"`,
		String.raw`12:01:09.877  s1.1  send(10) = 10   "Xin chào\n"`,
	]);
	assert.deepEqual(rows('client', wide), [
		'12:01:09.872  c1  connect(127.0.0.1:4000) = 0  0.3 ms  local 127.0.0.1:53412',
		String.raw`12:01:09.874  c1  send(10) = 10   "Xin chào\n"`,
		String.raw`12:01:09.878  c1  recv(65536) = 10   "Xin chào\n"`,
		'12:01:09.879  c1  connect(127.0.0.1:1) = ECONNREFUSED  nobody listens on',
		'                  127.0.0.1:1; /listen tcp:1 starts a listener',
	]);
	assert.deepEqual(rows('raw', wide), [
		'12:01:09.874  c1 → s1.1  10 B',
		'00000000  58 69 6e 20 63 68 c3 a0  6f 0a                    Xin chào␊',
		'12:01:09.877  s1.1 → c1  10 B  +2.4 ms',
		'00000000  58 69 6e 20 63 68 c3 a0  6f 0a                    Xin chào␊',
	]);
});

test('views of the bytes', () => {
	const {rows, say} = session();
	say(client, {event: 'send', remote: '127.0.0.1:9'}, 'one\ntwo\tà\u{1B}[2J');
	assert.deepEqual(rows('raw', {...wide, view: 'text'}).slice(1), ['one␊', 'two␉à␛[2J']);
	assert.deepEqual(rows('raw', {...wide, view: 'escaped'}).slice(1), [String.raw`one\n`, String.raw`two\tà\x1b[2J`]);
	assert.deepEqual(rows('raw', {...wide, ascii: true}), [
		'12:01:09.871  c1 -> 127.0.0.1:9  14 B',
		'00000000  6f 6e 65 0a 74 77 6f 09  c3 a0 1b 5b 32 4a        one.two...[2J',
	]);
	assert.deepEqual(rows('raw', {...wide, width: 8}).slice(1), [
		'00000000  6f 6e 65 0a 74 77 6f 09  one␊two␉',
		'00000008  c3 a0 1b 5b 32 4a        à␛[2J',
	]);
	assert.deepEqual(rows('raw', {...wide, only: 'c2'}), ['none of the 1 kept blocks is shown: /filter off, /view all']);
	assert.equal(rows('raw', {...wide, only: 'c1'}).length, 2);
});

test('one colour for each direction in every pane, and none where there are none', () => {
	const {rows} = greeting();
	const coloured: Viewport = {...wide, colours: 16};
	const cyan = '\u{1B}[36m';
	const magenta = '\u{1B}[35m';
	assert.ok(rows('client', coloured)[1]?.includes(String.raw`${cyan}send(10) = 10   "Xin chào\n"`));
	assert.ok(rows('server', coloured)[2]?.includes(String.raw`${cyan}recv(65536) = 10   "Xin chào\n"`));
	assert.ok(rows('raw', coloured)[0]?.includes(`${cyan}c1 → s1.1`));
	assert.ok(rows('raw', coloured)[2]?.includes(`${magenta}s1.1 → c1`));
	assert.ok(rows('client', coloured).some(row => row.includes('\u{1B}[31mconnect(127.0.0.1:1) = ECONNREFUSED')));
	assert.ok(!rows('raw', wide).join('').includes('\u{1B}'));
});

test('a scrolled log stands still and says how much has come', () => {
	const {say, scroll, rows, state} = session({events: 30});
	const note = (index: number) => {
		say(client, {event: 'said', message: `line ${index}`});
	};

	for (let index = 0; index < 20; index++) {
		note(index);
	}

	assert.deepEqual(state('client', wide), {following: true, below: 0, notKept: 0});
	scroll('client', 'page-up', wide);
	const before = rows('client', wide);
	assert.match(before[0] ?? '', /line 5$/v);
	note(20);
	assert.deepEqual(rows('client', wide), before);
	assert.deepEqual(state('client', wide), {following: false, below: 8, notKept: 0});
	for (let index = 21; index < 37; index++) {
		note(index);
	}

	assert.match(rows('client', wide)[0] ?? '', /line 7$/v, 'what was let go cannot stay');
	assert.equal(state('client', wide).notKept, 7);
	scroll('client', 'home', wide);
	scroll('client', 3, wide);
	assert.match(rows('client', wide)[0] ?? '', /line 10$/v);
	scroll('client', 'end', wide);
	assert.match(rows('client', wide).at(-1) ?? '', /line 36$/v);
	scroll('client', -1, wide);
	scroll('client', 1, wide);
	assert.equal(state('client', wide).following, true, 'scrolled down to the newest');
});

test('a large block scrolls inside, in every view, and keeps its place when the view changes', () => {
	const {say, scroll, rows, state} = session();
	say(client, {event: 'send'}, new Uint8Array(65_536).map((_, index) => 0x61 + (index % 26)));
	assert.match(rows('raw', wide).at(-1) ?? '', /^0000fff0 /v);
	scroll('raw', 'page-up', wide);
	assert.match(rows('raw', wide).at(-1) ?? '', /^0000ff40 /v);
	assert.equal(state('raw', wide).below, 1);
	assert.match(rows('raw', {...wide, width: 8})[1] ?? '', /^0000fe98 /v);
	assert.match(rows('raw', {...wide, view: 'text'})[1] ?? '', /^[a-z]{36}$|^[a-z]{100}$/v);
	scroll('raw', 'home', wide);
	assert.match(rows('raw', wide)[0] ?? '', /c1 → \? {2}65,536 B$/v);
	scroll('raw', 2, wide);
	assert.match(rows('raw', wide)[0] ?? '', /c1 → \? {2}65,536 B$/v, 'the header stays');
	assert.match(rows('raw', wide)[1] ?? '', /^00000020 /v);
	scroll('raw', 'end', wide);
	assert.equal(state('raw', wide).following, true);
});

test('every byte of a block has its row, forwards and backwards', () => {
	const {say, scroll, rows, state} = session();
	const random = seeded(9);
	for (let block = 0; block < 3; block++) {
		say(client, {event: 'send'}, randomBytes(random, 9000));
	}

	for (const view of ['hex', 'text', 'escaped'] as const) {
		const seen: Viewport = {...viewport(60, 5, 76, 1), view};
		scroll('raw', 'home', seen);
		const down = [...rows('raw', seen)];
		while (!state('raw', seen).following) {
			scroll('raw', 1, seen);
			down.push(...rows('raw', seen));
		}

		const up = [...rows('raw', seen)];
		while (up.length < down.length) {
			scroll('raw', -1, seen);
			up.push(...rows('raw', seen));
		}

		assert.deepEqual(up.toReversed(), down);
		scroll('raw', -1, seen);
		assert.deepEqual(rows('raw', seen), down.slice(0, 1), 'there is nothing above the first');
	}
});

test('no row is wider than its pane, whatever comes', () => {
	const random = seeded(31);
	const {say, composer} = session();
	for (let index = 0; index < 60; index++) {
		const wire = index % 2 === 0 ? randomBytes(random, 200) : String.fromCodePoint(...Array.from({length: 40}, () => 0x20 + Math.floor(random() * 0xD7_00)));
		say(index % 3 === 0 ? server : client, {event: index % 4 === 0 ? 'recv' : 'send', remote: '127.0.0.1:4000'}, wire);
	}

	for (let columns = 1; columns < 130; columns += 3) {
		for (const view of ['hex', 'text', 'escaped'] as const) {
			const seen: Viewport = {...viewport(columns, 20, columns, 20), view, ascii: columns % 2 === 0};
			const widths = Object.values(composer.compose(seen)).flatMap(pane => pane.rows.map(row => stringWidth(row)));
			assert.ok(widths.length >= 40);
			assert.ok(Math.max(...widths) <= columns, `${Math.max(...widths)} in ${columns} columns, ${view}`);
		}
	}
});

test('a frame reads no more bytes than it shows, however much is kept', () => {
	const {say, journal, composer} = session();
	for (let index = 0; index < 200; index++) {
		say(client, {event: 'send', remote: '127.0.0.1:4000'}, Uint8Array.from({length: 100_000}, (_, at) => at % 251));
	}

	const read = journal.bytes.bind(journal);
	let count = 0;
	journal.bytes = (event, from, to) => {
		const bytes = read(event, from, to);
		count += bytes?.length ?? 0;
		return bytes;
	};

	for (const view of ['hex', 'text', 'escaped'] as const) {
		composer.compose({...wide, view});
	}

	assert.ok(count > 0);
	assert.ok(count < 100_000, `${count} bytes read for three frames`);
});

test('a pane with nothing to show has no rows', () => {
	const {composer} = session();
	const empty = {rows: [], following: true, below: 0, notKept: 0};
	assert.deepEqual(composer.compose(wide), {server: {...empty, log_rows: 0}, client: {...empty, log_rows: 0}, raw: empty});
	assert.deepEqual(composer.compose(viewport(0, 0, 0, 0)).raw.rows, []);
});

test('nothing is made for a pane that is not visible, and it stays where it is scrolled to', (t: TestContext) => {
	const {composer, scroll, rows} = greeting();
	const low = viewport(36, 6, 76, 2);
	scroll('raw', 'home', low);
	const before = rows('raw', low);
	t.assert.notDeepStrictEqual(before, greeting().rows('raw', low));
	const compose = t.mock.method(composer.raw, 'compose');
	t.assert.deepStrictEqual(rows('raw', viewport(36, 6, 0, 0)), []);
	t.assert.strictEqual(compose.mock.callCount(), 0);
	t.assert.deepStrictEqual(rows('raw', low), before);
});

test('a row that was drawn before tells of bytes that went meanwhile, counts what folds into it, and takes other colours', (t: TestContext) => {
	const {say, rows, journal} = session({keep_bytes: 1024});
	const lastRows = (seen: Viewport) => rows('client', seen).map(row => row.slice(14));
	say(client, {event: 'send'}, 'hello\n');
	say(client, {event: 'recv'}, 'hello back\n');
	t.assert.deepStrictEqual(lastRows(wide), [String.raw`c1  send(6) = 6   "hello\n"`, String.raw`c1  recv(65536) = 11   "hello back\n"`]);
	say(listener, {event: 'recv'}, new Uint8Array(1024));
	t.assert.deepStrictEqual(lastRows(wide), ['c1  send(6) = 6  (bytes not kept)', 'c1  recv(65536) = 11  (bytes not kept)']);
	t.assert.match(lastRows({...wide, colours: 16})[0]!, /\[90m +\(bytes not kept\)/v);
	journal.clear();
	for (let sent = 0; sent < 50; sent++) {
		journal.record(client, {event: 'send', result: 1}, new Uint8Array(1));
	}

	const folded = () => rows('client', wide).at(-1)!.slice(14);
	t.assert.match(folded(), /^c1 {2}send ×12 {2}12 B/v);
	journal.record(client, {event: 'send', result: 1}, new Uint8Array(1));
	t.assert.match(folded(), /^c1 {2}send ×13 {2}13 B/v);
});
