/** The table of views. */
import {test, type TestContext} from 'node:test';
import {verbs} from '../../source/commands/table.ts';
import {completeLine} from '../../source/language/complete-line.ts';
import {views} from '../../source/frames/views/table.ts';
import {keymap} from '../../source/commands/keymap.ts';

const names = views.map(({name}) => name);

test('each view has a name of its own, a key of its own, and something to say while it is empty', (t: TestContext) => {
	const keys = keymap.filter(({prompt}) => prompt?.includes('view') ?? true).flatMap(binding => binding.keys);
	t.assert.strictEqual(new Set([...names, 'stream', 'blocks', 'all']).size, names.length + 3);
	for (const {key, empty, summary} of views) {
		t.assert.strictEqual(keys.filter(each => each === key).length, key === undefined ? 0 : 1);
		t.assert.ok(empty.length > 0);
		t.assert.match(summary, /^[a-z].*[^.]$/v);
	}
});

test('a key brings each view that has one', (t: TestContext) => {
	const brought = keymap.flatMap(({keys, does}) => 'request' in does && does.request.type === 'view' ? [[keys[0], does.request.view]] : []);
	t.assert.deepStrictEqual(brought, [['h', 'hex'], ['d', 'decode'], ['t', 'text'], ['e', 'escaped']]);
});

test('the completion proposes every view, and help says what each is', (t: TestContext) => {
	const nothing = {endpoints: [], services: [], listFolder: () => []};
	const {suggestions} = completeLine('view ', 5, verbs, nothing);
	const words = new Set(suggestions.map(({text}) => text));
	t.assert.deepStrictEqual(names.filter(name => !words.has(name)), []);
	const {details = []} = verbs.find(({name}) => name === 'view')!;
	t.assert.deepStrictEqual(views.filter(({name, summary}) => !details.includes(`${name}: ${summary}`)), []);
});
