import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {EndpointSummary} from '../../source/frames/frame.ts';
import {plainTheme} from '../helpers/plain-theme.ts';
import {scrollMark, titleRow} from '../../source/ui/title-row.ts';
import {fitTitle, viewTitleParts, titleParts, titleText} from '../../source/ui/titles.ts';
import {accepted, client, endpoint, listener} from './fake-lab.ts';

const theme = plainTheme;

function title(pane: 'server' | 'client', endpoints: readonly EndpointSummary[], columns = 200, current?: string): string {
	return titleText(fitTitle(titleParts({pane, endpoints, current}, theme), columns));
}

describe('the title of a pane', () => {
	const all = [listener, accepted, client];
	const table: ReadonlyArray<readonly [what: string, shown: string, wanted: string]> = [
		['a server', title('server', all), 'SERVER  s1 tcp 127.0.0.1:4000 echo  1 open  in 10 B  out 10 B'],
		['a server whose connection is chosen', title('server', all, 200, 's1.1'), 'SERVER  s1 tcp 127.0.0.1:4000 echo  1 open  in 10 B  out 10 B'],
		['the twelfth server, which is no part of the first', title('server', [listener, {...listener, name: 's12', service: ''}], 200, 's12'), 'SERVER  s12 tcp 127.0.0.1:4000  1 open  in 10 B  out 10 B'],
		['a client', title('client', all), 'CLIENT  c1 tcp → 127.0.0.1:4000  open  in 10 B  out 10 B'],
		['nothing yet', title('client', []), 'CLIENT'],
		['rates', title('client', [endpoint({in_bytes: 2_000_000, in_bytes_per_second: 1_000_000})]), 'CLIENT  c1 tcp → 127.0.0.1:4000  open  in 1.9 MiB 977 KiB/s  out 0 B'],
		['held, with a queue', title('client', [endpoint({state: 'half-closed local', held: true, queued_bytes: 70_000})]), 'CLIENT  c1 tcp → 127.0.0.1:4000  half-closed local  held  68.4 KiB queued  in 0 B  out 0 B'],
		['reset', title('client', [endpoint({state: 'reset'})]), 'CLIENT  c1 tcp → 127.0.0.1:4000  reset  in 0 B  out 0 B'],
		['exposed', title('server', [{...listener, local: '*:4000', exposed: true, note: 'dual stack'}]), 'SERVER  s1 tcp *:4000 echo  dual stack  open to the network  1 open  in 10 B  out 10 B'],
		['a server that was refused', title('server', [{...listener, state: 'failed', open: 0}]), 'SERVER  s1 tcp 127.0.0.1:4000 echo  failed  in 10 B  out 10 B'],
		['a UDP server', title('server', [{...listener, transport: 'udp', state: 'bound'}]), 'SERVER  s1 udp 127.0.0.1:4000 echo  1 open  in 10 B  out 10 B'],
		['a UDP server that received less than came', title('server', [{...listener, transport: 'udp', state: 'bound', dropped: 17_344}]), 'SERVER  s1 udp 127.0.0.1:4000 echo  1 open  17,344 dropped  in 10 B  out 10 B'],
		['a Unix path', title('client', [endpoint({transport: 'unix', remote: 'unix:/tmp/x'})]), 'CLIENT  c1 → unix:/tmp/x  open  in 0 B  out 0 B'],
		['a recorded one whose addresses are not known', title('client', [endpoint({local: '', remote: '', state: 'closed'})]), 'CLIENT  c1 tcp  closed  in 0 B  out 0 B'],
		['the chosen one of several', title('client', [client, endpoint({name: 'c2', remote: '[::1]:7'})], 200, 'c2'), 'CLIENT  c2 tcp → [::1]:7  open  in 0 B  out 0 B'],
	];
	for (const [what, shown, wanted] of table) {
		test(what, () => {
			assert.equal(shown, wanted);
		});
	}
});

describe('a title that has to be shorter', () => {
	const busy = {...listener, exposed: true, in_bytes_per_second: 500};
	const table: ReadonlyArray<readonly [columns: number, wanted: string]> = [
		[90, 'SERVER  s1 tcp 127.0.0.1:4000 echo  open to the network  1 open  in 10 B 500 B/s  out 10 B'],
		[80, 'SERVER  s1 tcp :4000 echo  open to the network  1 open  in 10 B  out 10 B'],
		[70, 'SERVER  s1 tcp :4000 echo  exposed  1 open  in 10 B  out 10 B'],
		[50, 'SERVER  s1 tcp :4000 echo  exposed  1 open'],
		[36, 'SERVER  s1 tcp :4000 echo  exposed'],
		[12, 'SERVER  s1'],
		[4, 'SER…'],
	];
	for (const [columns, wanted] of table) {
		test(`${columns} columns`, () => {
			assert.equal(title('server', [busy], columns), wanted);
		});
	}
});

test('what went in and out outlasts a link, which the strip tells', () => {
	const linked = {...listener, note: 'link delay=200ms rate=2kbit'};
	assert.equal(title('server', [linked], 95), 'SERVER  s1 tcp 127.0.0.1:4000 echo  link delay=200ms rate=2kbit  1 open  in 10 B  out 10 B');
	assert.equal(title('server', [linked], 78), 'SERVER  s1 tcp :4000 echo  1 open  in 10 B  out 10 B');
});

test('a state outlasts an address that has no room', () => {
	assert.equal(title('client', [client], 25), 'CLIENT  c1 → :4000  open');
	assert.equal(title('client', [client], 17), 'CLIENT  c1  open');
});

test('what waits outlasts the address, too', () => {
	assert.equal(title('client', [endpoint({queued_bytes: 30_000_000})], 34), 'CLIENT  c1  open  28.6 MiB queued');
});

describe('what the system dropped is the last to be cut', () => {
	const receiving = {...listener, transport: 'udp', state: 'bound', dropped: 1_017_344, exposed: true, held: true, queued_bytes: 2048} as const;
	const table: ReadonlyArray<readonly [columns: number, wanted: string]> = [
		[60, 'SERVER  s1  exposed  held  1,017,344 dropped  2,048 B queued'],
		[36, 'SERVER  s1  held  1,017,344 dropped'],
		[29, 'SERVER  s1  1,017,344 dropped'],
		[25, 'SERVER  1,017,344 dropped'],
		[24, 'SERVER  s1 echo  exposed'],
	];
	for (const [columns, wanted] of table) {
		test(`${columns} columns`, () => {
			assert.equal(title('server', [receiving], columns), wanted);
		});
	}
});

describe('the title of the raw bytes', () => {
	test('all of it', () => {
		assert.equal(titleText(viewTitleParts({view: 'hex', kept_bytes: 20, notKept: 0})), 'RAW BYTES  all  hex  20 B kept');
	});

	test('one endpoint, and what was let go', () => {
		assert.equal(titleText(viewTitleParts({view: 'text', only: 'c1', kept_bytes: 67_108_864, notKept: 12_480})), 'RAW BYTES  only c1  text  64 MiB kept  12,480 earlier not kept');
	});
});

describe('the top border', () => {
	const parts = viewTitleParts({view: 'hex', kept_bytes: 20, notKept: 0});
	const marks = {
		following: scrollMark({following: true, below: 0}, 'following', theme),
		more: scrollMark({following: false, below: 214}, '', theme),
		scrolled: scrollMark({following: false, below: 0}, '', theme),
		quiet: scrollMark({following: true, below: 0}, '', theme),
	};
	const table: ReadonlyArray<readonly [columns: number, mark: string, wanted: string]> = [
		[60, marks.following, '╭ RAW BYTES  all  hex  20 B kept ─────────────── following ╮'],
		[60, marks.more, '╭ RAW BYTES  all  hex  20 B kept ────────────── ▾ 214 more ╮'],
		[60, marks.scrolled, '╭ RAW BYTES  all  hex  20 B kept ──────────────── scrolled ╮'],
		[40, marks.quiet, '╭ RAW BYTES  all  hex  20 B kept ──────╮'],
		[30, marks.following, '╭ RAW  all  hex ── following ╮'],
		[20, marks.following, '╭ RAW  all  hex ───╮'],
		[4, '', '╭──╮'],
	];
	for (const [columns, mark, wanted] of table) {
		test(`${columns} columns, ${mark === '' ? 'no mark' : mark}`, () => {
			assert.equal(titleRow(parts, mark, {columns, isFocused: false, isFramed: true}, theme), wanted);
		});
	}
});
