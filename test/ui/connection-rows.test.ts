/** The list of a pane's connections, as drawings. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import type {EndpointSummary} from '../../source/frames/frame.ts';
import {chromeOf} from '../../source/ui/chrome.ts';
import {connectionRows} from '../../source/ui/connection-rows.ts';
import {layOut} from '../../source/ui/layout.ts';
import {requestOf} from '../../source/ui/layout-request.ts';
import {listingOf, nextChoice, wantedRows} from '../../source/ui/listed-connections.ts';
import {currentOf, openUi, type Chrome} from '../../source/ui/state.ts';
import {chooseTheme} from '../../source/ui/theme.ts';
import {endpoint, frame, listener} from './fake-lab.ts';

const theme = chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8', NO_COLOR: '1'});

/** Connections that a server has accepted: `s1.1`, `s1.2`… with what is said of each. */
function accepted(...differences: ReadonlyArray<Partial<EndpointSummary>>): EndpointSummary[] {
	return differences.map((difference, index) =>
		endpoint({name: `s1.${index + 1}`, side: 'server', local: '127.0.0.1:4000', remote: `127.0.0.1:5000${index + 1}`, ...difference}));
}

function chrome(endpoints: readonly EndpointSummary[], current: Chrome['current'], differences: Partial<Chrome> = {}): Chrome {
	return {...chromeOf(frame({}, {endpoints: [listener, ...endpoints], current}), 0), ...differences};
}

function drawn(state: Chrome, pane: 'server' | 'client', rows: number, columns = 78): string[] {
	const choice = {current: currentOf(state, pane), next: nextChoice(state, pane, 1)};
	return connectionRows(listingOf(state, pane), choice, {columns, rows}, theme).map(row => stripVTControlCharacters(row));
}

describe('rows of connections', () => {
	test('the chosen one has ended: it says which key chooses which other one', () => {
		const state = chrome([endpoint({name: 'c1'}), endpoint({name: 'c2', local: '127.0.0.1:53414', state: 'closed'})], {client: 'c2'});
		assert.deepEqual(drawn(state, 'client', 2), [
			'  c1 :53412 → :4000  open  in 0 B  out 0 B',
			'▸ c2 :53414 → :4000  closed  Ctrl+N chooses c1  in 0 B  out 0 B',
		]);
	});

	test('a curl waits while a dead peer stays chosen', () => {
		const state = chrome(accepted({state: 'reset'}, {unseen_bytes: 78, in_bytes: 78, spokeLast: true}), {server: 's1.1'});
		assert.deepEqual(drawn(state, 'server', 2), [
			'▸ s1.1 127.0.0.1:50001  reset  Ctrl+N chooses s1.2  in 0 B  out 0 B',
			'● s1.2 127.0.0.1:50002  open  78 B new  spoke last, Alt+A answers  in 78 B',
		]);
	});

	test('what is measured comes after what was carried, as far as there is room', () => {
		const flowing = {rtt_us: 312, in_bytes_per_second: 2048, out_bytes_per_second: 100, rates: [0, 1, 2, 4, 8]};
		const state = chrome([endpoint({name: 'c1', ...flowing}), endpoint({name: 'c2', held: true, unread_bytes: 12_000})], {client: 'c1'});
		const measured = '▸ c1 127.0.0.1:53412 → 127.0.0.1:4000  open  in 0 B  out 0 B  rtt 0.3 ms  2,048 B/s in  100 B/s out  ▁▂▃▅█';
		assert.deepEqual(drawn(state, 'client', 2, 120), [measured, '  c2 127.0.0.1:53412 → 127.0.0.1:4000  open held  11.7 KiB unread  in 0 B  out 0 B']);
		assert.equal(drawn(state, 'client', 2, 70)[0], '▸ c1 :53412 → :4000  open  in 0 B  out 0 B  rtt 0.3 ms  2,048 B/s in');
	});

	const eight = accepted({}, {}, {unseen_bytes: 3}, {state: 'closed'}, {}, {unseen_bytes: 5, spokeLast: true}, {}, {});

	test('where not all have room: the chosen one, those that wait, who spoke last; and how many more', () => {
		const state = chrome(eight, {server: 's1.2'});
		assert.deepEqual(drawn(state, 'server', 4, 50), [
			'▸ s1.2 127.0.0.1:50002  open  in 0 B  out 0 B',
			'● s1.3 127.0.0.1:50003  open  3 B new  in 0 B',
			'● s1.6 127.0.0.1:50006  open  5 B new',
			'  +4 more, 1 closed  Ctrl+O shows all',
		]);
		assert.deepEqual(drawn(state, 'server', 3, 60).slice(1), ['● s1.6 127.0.0.1:50006  open  5 B new', '  +5 more, 1 new, 1 closed  Alt+A answers  Ctrl+O shows all']);
		assert.deepEqual(drawn(state, 'server', 1, 60), ['  7 open, 2 new, 1 closed  Alt+A answers  Ctrl+O shows all']);
		assert.deepEqual(drawn(state, 'server', 1, 20), ['  7 open, 2 new']);
		assert.deepEqual(drawn(state, 'server', 0), []);
	});

	test('those that the frame does not tell of are counted', () => {
		const state = chrome(accepted({}, {}), {server: 's1.1'}, {unlisted: {server: {open: 298, waiting: 2}, client: {open: 0, waiting: 0}}});
		assert.deepEqual(drawn(state, 'server', 3).slice(2), ['  +298 more, 2 new  Alt+A answers  Ctrl+O shows all']);
		assert.equal(wantedRows(state, 'server'), 3);
	});

	test('a client is listed when there is a choice, a server always', () => {
		const one = chrome([...accepted({}), endpoint({})], {});
		assert.deepEqual([wantedRows(one, 'server'), wantedRows(one, 'client'), wantedRows(one, 'raw')], [1, 0, 0]);
		const two = chrome([endpoint({}), endpoint({name: 'c2'})], {});
		assert.equal(wantedRows(two, 'client'), 2);
	});

	test('a Unix client has no port', () => {
		const state = chrome([endpoint({}), endpoint({name: 'c2', transport: 'unix', local: '', remote: '/tmp/play'})], {client: 'c2'});
		assert.equal(drawn(state, 'client', 2)[1], '▸ c2 /tmp/play  open  in 0 B  out 0 B');
	});
});

describe('the rows that a list has', () => {
	/** Rows of the server's list when its log has so many rows to show. */
	function listRows(log_rows: number, columns: number, rows: number): number {
		const state = openUi({columns, rows});
		const told = chrome(accepted({}, {}, {}, {}, {}, {}, {}, {}), {server: 's1.1'});
		const panes = {...told.panes, server: {...told.panes.server, log_rows}};
		return layOut(columns, rows, requestOf({...state, chrome: {...told, panes}})).panes.server!.list.rows;
	}

	test('it grows into rows that the log leaves blank', () => {
		assert.deepEqual([0, 10, 20, 64].map(log_rows => listRows(log_rows, 200, 60)), [8, 8, 8, 8]);
		assert.deepEqual([0, 2, 4, 6, 64].map(log_rows => listRows(log_rows, 80, 24)), [6, 5, 3, 3, 3]);
	});
});
