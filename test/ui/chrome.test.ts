/** When numbers are told, and that Ink has nothing to draw for them. */
import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import {ChromeClock, chromeOf} from '../../source/ui/chrome.ts';
import {drawnByInk, viewScreen} from '../../source/ui/screen-view.ts';
import {openUi, type UiState} from '../../source/ui/state.ts';
import {chooseTheme} from '../../source/ui/theme.ts';
import {accepted, client, frame, listener} from './fake-lab.ts';

test('numbers are told with a frame, 250 ms apart, and those of the last one soon after it', (t: TestContext) => {
	const flood = new Set([0, 80, 160, 240, 320, 400, 480, 3000]);
	let now_ms = 0;
	const told: string[] = [];
	const clock = new ChromeClock(() => 12, ({kept_bytes}) => {
		told.push(`${now_ms}: ${kept_bytes} B`);
	}, () => now_ms);
	t.mock.timers.enable({apis: ['setTimeout']});
	for (; now_ms < 5000; now_ms += 10) {
		if (flood.has(now_ms)) {
			clock.take(frame({}, {kept_bytes: now_ms}));
		}

		t.mock.timers.tick(10);
	}

	clock.stop();
	t.assert.deepStrictEqual(told, ['0: 0 B', '320: 320 B', '720: 480 B', '3000: 3000 B']);
});

const theme = chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8'});
const before: UiState = {...openUi({columns: 120, rows: 40}), chrome: chromeOf(frame(), 12)};

/** A change of the state, and whether Ink draws anew for it. */
const changes: ReadonlyArray<readonly [what: string, state: UiState, isDrawn: boolean]> = [
	['bytes in titles and lists', {...before, chrome: chromeOf(frame({}, {kept_bytes: 77, endpoints: [{...listener, in_bytes: 99}, {...accepted, in_bytes: 99}, client]}), 11)}, false],
	['a notice', {...before, notice: 'nothing found'}, false],
	['a letter in the prompt', {...before, prompts: {...before.prompts, client: {...before.prompts.client, text: 'a', cursor: 1}}}, true],
	['another focus', {...before, focus: 'server'}, true],
	['another size', {...before, size: {columns: 119, rows: 40}}, true],
	['the help', {...before, pager: {title: 'help', lines: ['one'], top: 0}}, true],
];

for (const [what, state, isDrawn] of changes) {
	test(`${what}: Ink ${isDrawn ? 'draws' : 'has nothing to draw'}`, () => {
		const [one, other] = [viewScreen(before, theme), viewScreen(state, theme)];
		assert.notDeepEqual(one.rows, other.rows);
		assert.equal(drawnByInk(one) !== drawnByInk(other), isDrawn);
	});
}
