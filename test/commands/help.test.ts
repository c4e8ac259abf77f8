/** The pages of the help are printed from the tables, and everything that they tell to type works. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {check} from '../../source/commands/execute.ts';
import {findPage, helpWords} from '../../source/commands/help/find-page.ts';
import {pageText, type HelpPage} from '../../source/commands/help/page.ts';
import {searchPage} from '../../source/commands/help/search.ts';
import {keyTable} from '../../source/commands/key-tables.ts';
import {keymap} from '../../source/commands/keymap.ts';
import {verbs} from '../../source/commands/table.ts';
import {services} from '../../source/services/table.ts';
import {Talk} from '../helpers/talk.ts';

const sources = {verbs};
const words = helpWords(sources).map(({text}) => text);
const pages = ['', ...words].map(word => findPage(word, sources)!);

function labels({rows}: HelpPage): string[] {
	return rows.map(({label}) => label);
}

test('every verb, service and topic has a page, and every page that a row leads to is there', () => {
	for (const name of ['start', 'keys', 'services', 'address', 'addresses', 'data', 'link', 'links', 'recordings', 'scripts', 'views', 'listen', 'relay']) {
		assert.ok(findPage(name, sources), name);
	}

	const missing = pages.flatMap(({rows}) => rows.flatMap(({page}) => page === undefined || findPage(page, sources) !== undefined ? [] : [page]));
	assert.deepEqual(missing, []);
	assert.equal(findPage('nonsense', sources), undefined);
});

test('every line that the help gives can be run, or typed on', () => {
	const lines = new Set([...pages, searchPage('e', sources)].flatMap(({rows}) => rows.flatMap(({line}) => line ?? [])));
	const wrong = [...lines].filter(line => !/[ =]$/v.test(line) && !/^send (?:"|\w+:)$/v.test(line) && check(line, {screen: true}) !== undefined);
	assert.deepEqual(wrong, []);
	assert.ok(lines.size > 100);
});

test('the first page names keys and lines that there are', () => {
	const keys = new Set(keymap.flatMap(binding => binding.keys));
	for (const label of labels(findPage('start', sources)!).filter(each => !/^(?:$|hello$|\/.)/v.test(each))) {
		assert.deepEqual(label.split(' ').filter(key => !keys.has(key)), [], label);
	}
});

test('the keys of the pane come first, each once, and all others behind them', () => {
	for (const pane of ['server', 'client', 'raw']) {
		const {rows} = findPage('keys', {verbs, pane})!;
		assert.equal(rows[0]!.text, `In the ${pane} pane, where you are:`);
		assert.equal(rows.filter(({label}) => label !== '').length, keyTable().length);
	}

	const inRaw = labels(findPage('keys', {verbs, pane: 'raw'})!);
	assert.ok(inRaw.indexOf('h') < inRaw.indexOf('F1'));
	assert.ok(inRaw.indexOf('F1') < inRaw.indexOf('Ctrl+D'), 'half-close is for other panes');
});

test('services, as help tells them', () => {
	const text = pageText(findPage('services', sources)!);
	assert.equal(text.length, services.length + 2);
	assert.ok(text.includes('echo                  sends back what it receives (RFC 862)'));
});

describe('a search goes through everything', () => {
	const table: ReadonlyArray<readonly [query: string, first: string, among: readonly string[]]> = [
		['listen', 'listen …', []],
		['half', 'listen halfopen=', ['shutdown [NAME]', 'Ctrl+D']],
		['loss', 'link loss=', ['link lossy']],
		['exit', 'exit', []],
		['zoom', 'zoom [server|client|raw]', ['z']],
		['abstract', 'unix:@sockplay', []],
		['zero bytes', 'zeros:', []],
		['wireshark', 'recordings', []],
		['rly', 'relay ADDRESS [IDLE]', []],
	];
	for (const [query, first, among] of table) {
		test(query, () => {
			const found = labels(searchPage(query, sources));
			assert.equal(found[0], first);
			for (const label of among) {
				assert.ok(found.some(each => each.includes(label)), `${label} in ${found.join(', ')}`);
			}
		});
	}

	test('nothing', () => {
		assert.deepEqual(searchPage('qqqq', sources).rows, []);
	});
});

test('without a screen', async () => {
	const talk = new Talk();
	const all = await talk.line('help');
	assert.ok(all.includes('send DATA                   send exactly these bytes; no line ending is added'));
	assert.ok(all.includes('help TOPIC shows one of these:'));
	assert.deepEqual(await talk.line('help relay'), pageText(findPage('relay', sources)!));
	assert.deepEqual(await talk.line('help servics'), ['! servics: there is no help on servics; `help services` perhaps']);
	assert.deepEqual(await talk.line('help wireshark'), pageText(searchPage('wireshark', sources)));
	assert.deepEqual(await talk.line('help qqqq'), ['! qqqq: there is no help on qqqq; `help` lists them']);
});
