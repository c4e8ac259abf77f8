import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import stringWidth from 'string-width';
import {cursorMoves, type ScrollMove} from '../../../source/frames/frame.ts';
import {views} from '../../../source/frames/views/table.ts';
import {randomBytes, randomText, seeded} from '../../helpers/seeded.ts';
import {client, Conversation, pattern, peer, server} from './conversation.ts';

function greeting(): Conversation {
	return new Conversation().send(client, 'Xin chào\n').send(server, 'Xin chào\n').send(client, 'GET / HTTP/1.0\n');
}

describe('the cursor', () => {
	const table: ReadonlyArray<readonly [what: string, moves: ReadonlyArray<ScrollMove['by']>, at: string]> = [
		['there is none at first', [], 'none'],
		['scrolling brings none', ['page-up', 'home'], 'none'],
		['an arrow brings it to the last block in sight', ['down'], 'c1 → s1.1 @10'],
		['it goes by bytes', ['left', 'right', 'right'], 'c1 → s1.1 @12'],
		['into the block before', ['right', 'left'], 's1.1 → c1 @9'],
		['by rows, over headers, in its column', ['right', 'right', 'right', 'up'], 's1.1 → c1 @2'],
		['as far as the row goes', ['right', 'end', 'up'], 's1.1 → c1 @9'],
		['block to block', ['right', 'block-before', 'block-before', 'block-after'], 's1.1 → c1 @0'],
		['to the beginning of its block first', ['right', 'right', 'right', 'block-before'], 'c1 → s1.1 @10'],
		['to the oldest byte', ['right', 'home'], 'c1 → s1.1 @0'],
		['and stays there', ['right', 'home', 'left', 'up', 'block-before', 'page-up'], 'c1 → s1.1 @0'],
		['to the newest', ['right', 'end'], 'c1 → s1.1 @24'],
		['and stays there too', ['right', 'end', 'right', 'down', 'block-after', 'page-down'], 'c1 → s1.1 @24'],
	];

	for (const [what, moves, at] of table) {
		test(`${what}: ${JSON.stringify(moves)}`, () => {
			assert.equal(greeting().move(...moves).cursor, at);
		});
	}

	test('rides on the newest byte until it is moved', () => {
		const made = greeting().move('right', 'end').send(client, 'abc');
		assert.equal(made.cursor, 'c1 → s1.1 @27');
		assert.equal(made.move('left').send(client, 'abc').cursor, 'c1 → s1.1 @26');
	});

	test('steps over verdicts of a link, which have no bytes', () => {
		const made = greeting();
		made.journal.record(client, {event: 'lost', direction: 'out', bytes: 5});
		assert.equal(made.send(client, 'abc').move('right', 'end', 'block-before', 'left').cursor, 'c1 → s1.1 @24');
	});

	test('goes on with the oldest byte when its own is let go', () => {
		const made = new Conversation({keep_bytes: 20}).send(client, 'a'.repeat(10)).send(client, 'b'.repeat(10)).move('right', 'home');
		assert.equal(made.cursor, 'c1 → s1.1 @0');
		assert.equal(made.send(client, 'c'.repeat(10)).cursor, 'c1 → s1.1 @10');
	});

	test('leaves', () => {
		const made = greeting().move('right');
		made.pane.unmark();
		assert.equal(made.cursor, 'none');
		assert.equal(made.rows.length, 6);
	});

	test('is always in sight', () => {
		const made = new Conversation({rows: 6}).send(client, new Uint8Array(5000).fill(0x61)).send(client, 'x'.repeat(40));
		made.move('right', 'home');
		for (let step = 0; step < 40; step++) {
			made.move(step % 3 === 0 ? 'page-down' : 'down');
			assert.equal(made.rows.filter(row => row.includes('[')).length, 1, `after ${step} steps`);
		}
	});
});

test('the inspector tells what stands at the cursor, as much as there is room for', () => {
	const made = new Conversation({columns: 76, rows: 20}).send(client, 'a').send(client, Uint8Array.of(0xC3, 0xA0, 0x00, 0x01, 0x40, 0x49, 0x0F, 0xDB, 0xFF)).move('right', 'block-after');
	assert.deepEqual(made.picture.slice(-3), [
		'c1 → s1.1 @1  +1.2 ms  u8 195  i8 -61  à U+00E0  u16 be 50080 le 41155',
		'u32 be 3282042881 le 16818371  bin 11000011  leb128 4163 signed 4163 (3 B)',
		'i16 be -15456 le -24381  i32 be -1012924415 le 16818371',
	]);
	assert.equal(made.show({sizes: {...made.viewport.sizes, raw: {columns: 36, rows: 5}}}).picture.at(-1), 'c1 → s1.1 @1  +1.2 ms  à U+00E0');
});

test('with --ascii nothing is beyond ASCII, in any view, with the inspector and a search', () => {
	const made = new Conversation({rows: 20}).send(client, 'Xin chào 你好\n\u{1F600}').send(client, '{"à":"…"}').show({ascii: true}).find('chào bạn 你好, all of it').move('home');
	for (const {name: view} of views) {
		made.show({view}).move('right', 'right', 'right', 'right', 'right', 'right');
		assert.match(`${made.rows.join('\n')}${made.notes.join('\n')}`, /^[\n\u{20}-\u{7E}]+$/v, view);
	}
});

test('where there are no colours, brackets show the cursor', () => {
	assert.deepEqual(greeting().move('down', 'right').picture.slice(4, 6), [
		'12:01:09.873  c1 → s1.1  15 B  +1.2 ms',
		'00000000  47[45]54 20 2f 20 48 54  54 50 2f 31 2e 30 0a     GET / HTTP/1.0␊',
	]);
});

describe('views', () => {
	const rows = (view: Parameters<Conversation['show']>[0]) => new Conversation({columns: 60}).send(client, 'Xin chào\n').send(client, '\0"\\\'').show(view).rows;

	test('binary', () => {
		assert.deepEqual(rows({view: 'binary'}), [
			'12:01:09.871  c1 → s1.1  10 B',
			'00000000  01011000 01101001 01101110 00100000  Xin ',
			'00000004  01100011 01101000 11000011 10100000  chà',
			'00000008  01101111 00001010                    o␊',
			'12:01:09.872  c1 → s1.1  4 B  +1.2 ms',
			String.raw`00000000  00000000 00100010 01011100 00100111  ␀"\'`,
		]);
	});

	test('C', () => {
		assert.deepEqual(rows({view: 'c'}).filter(row => row.startsWith('0x')), [
			'0x58, 0x69, 0x6e, 0x20, 0x63, 0x68, 0xc3, 0xa0,',
			'0x6f, 0x0a,',
			'0x00, 0x22, 0x5c, 0x27,',
		]);
	});

	test('Python', () => {
		assert.deepEqual(rows({view: 'python'}).filter(row => row.startsWith('b')), [
			String.raw`b'Xin ch\xc3\xa0o\n'`,
			String.raw`b'\x00"\\\''`,
		]);
	});

	test('a stream', () => {
		assert.deepEqual(rows({joined: true}), [
			'12:01:09.871  c1 → s1.1  14 B  2 blocks',
			'00000000  58 69 6e 20 63 68 c3 a0  Xin chà',
			String.raw`00000008  6f 0a 00 22 5c 27        o␊␀"\'`,
		]);
	});

	test('messages', () => {
		const made = new Conversation({columns: 60}).send(client, '*2\r\n$3\r\nGET\r\n$1').send(client, '\r\nk\r\n').send(server, '$2\r\nhi\r\n');
		assert.deepEqual(made.show({view: 'decode', joined: true}).rows, [
			'12:01:09.871  c1 → s1.1  20 B  2 blocks',
			'RESP   GET k',
			'12:01:09.873  s1.1 → c1  8 B  +1.2 ms',
			'RESP   hi',
		]);
	});

	test('what a peer sent is shown there too, never obeyed', () => {
		const made = new Conversation({columns: 60}).send(client, '{"a":"\u{1B}[2J\u{202E}"}').show({view: 'decode'});
		assert.equal(made.rows[1], String.raw`line   {"a":"\x1b[2J\u{202e}"}`);
		assert.doesNotMatch(made.rows.join(''), /[\u{1B}\u{202E}]/v);
	});

	test('time', () => {
		assert.deepEqual(rows({time: 'start'}).filter(row => row.includes('→')), ['0.000000 s  c1 → s1.1  10 B', '0.001200 s  c1 → s1.1  4 B  +1.2 ms']);
		assert.deepEqual(rows({time: 'delta'}).filter(row => row.includes('→')), ['+0 ms  c1 → s1.1  10 B', '+1.2 ms  c1 → s1.1  4 B']);
	});

	test('the time since the block before is left out where it would be cut', () => {
		const headerAt = (columns: number) => new Conversation({columns}).send(client, 'a').send(server, 'b').rows.at(-2);
		assert.deepEqual([28, 27].map(columns => headerAt(columns)), ['09.872 s1.1 → c1 1 B +1.2 ms', '09.872 s1.1 → c1 1 B']);
	});

	test('a stream ends where the other direction or another endpoint speaks, and datagrams never join', () => {
		const made = new Conversation().send(client, 'a').send(client, 'b').send(server, 'c').send(client, 'd').send(peer, 'e').send(peer, 'f').show({joined: true});
		const headers = made.rows.filter(row => row.includes('→')).map(row => row.slice(14).replace(/ {2}\+.*/v, ''));
		assert.deepEqual(headers, ['c1 → s1.1  2 B  2 blocks', 's1.1 → c1  1 B', 'c1 → s1.1  1 B', 'c2 → ?  1 B', 'c2 → ?  1 B']);
	});

	test('offsets of a stream run on, and what a link did to its blocks breaks none of its rows', () => {
		const made = new Conversation({columns: 60}).show({joined: true});
		for (const text of ['abc', 'defgh', 'ij']) {
			made.send(client, text);
			made.journal.record(client, {event: 'delayed', direction: 'out', bytes: 3, elapsed_us: 50_000});
		}

		assert.deepEqual(made.send(server, 'x').send(client, 'kl').rows.map(row => row.replace(/ {2}\+.*/v, '')), [
			'12:01:09.871  c1 → s1.1  10 B  3 blocks',
			'00000000  61 62 63 64 65 66 67 68  abcdefgh',
			'00000008  69 6a                    ij',
			'12:01:09.874  s1.1 → c1  1 B',
			'00000000  78                       x',
			'12:01:09.875  c1 → s1.1  2 B',
			'0000000a  6b 6c                    kl',
		]);
	});

	test('a stream whose beginning was let go keeps its offsets and its rows', () => {
		const made = new Conversation({keep_bytes: 40, columns: 60}).show({joined: true});
		for (let index = 0; index < 10; index++) {
			made.send(client, 'abcdef');
		}

		const [header, first] = made.rows;
		assert.match(header!, /36 B {2}6 blocks/v);
		assert.match(first!, /^00000018 {2}61 62/v);
	});
});

describe('find', () => {
	test('counts, and goes from match to match', () => {
		const made = greeting().find('in');
		assert.equal(made.cursor, 's1.1 → c1 @1');
		assert.deepEqual(made.notes, ['find in 2 of 2']);
		made.findNext(1);
		assert.deepEqual([made.cursor, ...made.notes], ['c1 → s1.1 @1', 'find in 1 of 2']);
		made.findNext(-1);
		assert.deepEqual(made.notes, ['find in 2 of 2']);
	});

	test('across the borders of blocks, within one direction', () => {
		const made = new Conversation().send(client, 'xxhel').send(server, 'hello').send(client, 'l').send(client, 'oyy').find('hello');
		assert.deepEqual(made.notes, ['find hello 2 of 2']);
		assert.equal(made.cursor, 's1.1 → c1 @0');
		made.findNext(-1);
		assert.equal(made.cursor, 'c1 → s1.1 @2');
	});

	test('not across those of datagrams', () => {
		assert.deepEqual(new Conversation().send(peer, 'hel').send(peer, 'lo').find('hello').notes, ['find hello not found']);
	});

	const table: ReadonlyArray<readonly [text: string, note: string]> = [
		['hex:0d0a', 'find hex:0d0a 1 of 1'],
		['/[0-9]+/', 'find /[0-9]+/ 2 of 2'],
		['/HTTP|get/i', 'find /HTTP|get/i 3 of 3'],
		['à', 'find à 1 of 1'],
		['/à|é/', 'find /à|é/ 1 of 1'],
		['zz', 'find zz not found'],
	];
	for (const [text, note] of table) {
		test(text, () => {
			assert.deepEqual(new Conversation().send(client, 'get HTTP').send(client, '/1').send(server, 'HTTP 404 à\r\n').find(text).notes, [note]);
		});
	}

	test('goes on with what comes, and an expression\'s match grows with it', () => {
		const made = new Conversation().send(client, 'aa').find('/a+/');
		assert.deepEqual(made.notes, ['find /a+/ 1 of 1']);
		made.send(client, 'aab').send(client, 'a');
		assert.deepEqual(made.notes, ['find /a+/ 1 of 2']);
	});

	test('stands out, in colours', () => {
		const made = new Conversation({columns: 60}).send(client, 'abcabc').show({colours: 16}).find('bc').move('home');
		assert.match(made.rows[1]!, /\u{1B}\[30;43m62 63\u{1B}\[39;49m/v);
	});

	test('finds what a model finds, however the stream is cut', () => {
		const text = 'abracadabra abracadabra abra'.repeat(20);
		for (const size of [1, 2, 3, 5, 7, 100]) {
			const made = new Conversation();
			for (let at = 0; at < text.length; at += size) {
				made.send(client, text.slice(at, at + size));
			}

			for (const [needle, model] of [['abra', /abra/gv], ['/a.r/', /a.r/gv], ['/abra(cad)?/', /abra(?:cad)?/gv]] as const) {
				const count = text.matchAll(model).toArray().length;
				assert.match(made.find(needle).notes[0]!, new RegExp(`of ${count}$`, 'v'), `${needle} in pieces of ${size}`);
			}
		}
	});

	test('forgets what is let go', () => {
		const made = new Conversation({keep_bytes: 12}).send(client, 'ab ab ').send(client, 'xxxxxx').find('ab');
		assert.deepEqual(made.notes, ['find ab 2 of 2']);
		made.send(client, 'yyyyyy');
		assert.deepEqual(made.notes, ['find ab not found']);
	});

	test('next without a search says so', () => {
		assert.equal(new Conversation().findNext(1), 'nothing is searched for');
	});
});

describe('filter', () => {
	const table = [
		[{endpoint: 's1.1'}, 'all four'],
		[{endpoint: 'c2'}, 'f'],
		[{to: 'server'}, 'abc eeeee f'],
		[{to: 'client'}, 'dd'],
		[{min_bytes: 2, max_bytes: 3}, 'abc dd'],
	] as const;
	for (const [filter, shown] of table) {
		test(JSON.stringify(filter), () => {
			const made = new Conversation({columns: 60}).send(client, 'abc').send(server, 'dd').send(client, 'eeeee').send(peer, 'f').show({view: 'text'});
			made.pane.setFilter(filter);
			assert.equal(made.rows.filter(row => !row.includes('→')).join(' '), shown === 'all four' ? 'abc dd eeeee' : shown);
		});
	}

	test('by time and content, and how many blocks it hides', () => {
		const made = new Conversation({columns: 60}).send(client, 'one').send(client, 'two').send(client, 'three').show({view: 'text'});
		const third = made.journal.tracks.raw.at(2)!.time;
		made.pane.setFilter({after_us: third});
		assert.deepEqual([made.rows.slice(1), made.notes], [['three'], ['filter hides 2']]);
		made.pane.setFilter({content: {kind: 'regex', source: 't.*o', ignoreCase: false, label: ''}});
		assert.deepEqual([made.rows.slice(1), made.notes], [['two'], ['filter hides 2']]);
		made.pane.setFilter(undefined);
		assert.deepEqual([made.rows.length, made.notes], [6, []]);
	});

	test('that hides all says so', () => {
		const made = greeting();
		made.pane.setFilter({endpoint: 'c9'});
		assert.deepEqual(made.rows, ['none of the 3 kept blocks is shown: /filter off, /view all']);
	});

	test('a search looks at what is shown', () => {
		const made = greeting().find('in');
		made.pane.setFilter({to: 'server'});
		assert.deepEqual(made.notes, ['find in 1 of 1', 'filter hides 1']);
	});
});

describe('freeze', () => {
	test('the picture stays, whatever comes and is let go', () => {
		const made = new Conversation({keep_bytes: 100}).send(client, 'Xin chào\n');
		const before = made.rows;
		made.pane.freeze(true);
		for (let index = 0; index < 50; index++) {
			made.send(client, 'xxxxxxxxxx');
		}

		assert.deepEqual(made.rows, before);
		assert.deepEqual(made.notes, ['frozen']);
		assert.deepEqual(made.find('chào').notes, ['frozen', 'find chào 1 of 1']);
		made.pane.freeze(false);
		assert.doesNotMatch(made.rows.join('\n'), /Xin/v);
		assert.equal(made.journal.tracks.raw.size, 10);
	});

	test('clearing does not clear it', () => {
		const made = greeting();
		made.pane.freeze(true);
		made.journal.clear();
		assert.match(made.rows.join('\n'), /Xin/v);
	});
});

describe('marking', () => {
	test('from the cursor to the cursor, both included, whichever comes first', () => {
		const made = greeting().move('right', 'block-before');
		made.mark();
		made.move('right', 'right');
		assert.deepEqual([made.selected, made.notes], ['Xin', ['3 B marked']]);
		made.move('left', 'left', 'left');
		assert.equal(made.selected, '\nX');
		made.mark();
		assert.equal(made.selected, 'Xin chào\n', 'without a mark, the block at the cursor');
	});

	test('what a filter hides is not in it', () => {
		const made = greeting().move('right', 'home');
		made.pane.setFilter({to: 'server'});
		made.mark();
		assert.equal(made.move('end').selected, 'Xin chào\nGET / HTTP/1.0\n');
	});

	test('leaving ends the mark first, then the cursor', () => {
		const made = greeting().move('right');
		made.mark();
		made.pane.unmark();
		assert.deepEqual([made.notes, made.cursor], [[], 'c1 → s1.1 @10']);
		made.pane.unmark();
		assert.equal(made.selected, 'nothing is marked');
	});

	test('more than is wanted is refused', () => {
		const made = greeting().move('right');
		const found = made.pane.selected(made.viewport, 3);
		assert.ok('message' in found);
		assert.equal(found.message, 'these are more than 3 B');
	});

	test('the bytes know which end sent them', () => {
		const made = greeting().move('right', 'block-before');
		const found = made.pane.selected(made.viewport, 100);
		assert.ok('endpoint' in found);
		assert.equal(found.endpoint, 's1.1');
	});
});

test('whatever comes, is let go, is asked for and is pressed, in any order: no more rows than fit, none too wide', () => {
	const random = seeded(23);
	const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
	const moves = [...cursorMoves, ...cursorMoves, 'page-up', 'page-down', 'home', 'end', 3, -3] as const;
	for (let session = 0; session < 30; session++) {
		const made = new Conversation({columns: 40 + (session * 3), rows: 1 + (session % 17), keep_bytes: 50 + (session * 40), events: 5 + session});
		const actions: ReadonlyArray<() => unknown> = [
			() => made.send(pick([client, client, server, peer]), random() < 0.5 ? randomBytes(random, 90) : randomText(random, ['GET ', 'à', '\r\n', '*1\r\n', '{}', 'a'], 20)),
			() => made.journal.record(client, {event: 'lost', direction: 'out', bytes: 3}),
			() => made.move(pick(moves)),
			() => made.move(pick(moves)),
			() => made.show({view: pick(views).name, joined: random() < 0.5, width: pick([8, 16, 'auto'] as const)}),
			() => made.show({time: pick(['clock', 'start', 'delta'] as const), ...(random() < 0.1 && {only: 'c1'})}),
			() => made.find(pick(['a', 'GET', '/(a|à)+/', 'hex:0d'])),
			() => made.findNext(pick([1, -1] as const)),
			() => {
				made.pane.search(undefined);
			},
			() => made.mark(),
			() => {
				made.pane.unmark();
			},
			() => {
				made.pane.freeze(!made.pane.isFrozen);
			},
			() => {
				made.pane.setFilter(pick([undefined, {to: 'server'}, {min_bytes: 10}, {content: pattern('a')}] as const));
			},
			() => made.selected,
			() => {
				if (random() < 0.05) {
					made.journal.clear();
				}
			},
		];
		for (let step = 0; step < 120; step++) {
			pick(actions)();
			const {rows} = made;
			const {raw} = made.viewport.sizes;
			assert.ok(rows.length <= raw.rows);
			assert.ok(rows.every(row => stringWidth(row) <= raw.columns));
		}
	}
});
