/** The right end of the last row: what the screen costs, as far as that is known. */
import {test, type TestContext} from 'node:test';
import {openUi, type Chrome} from '../../source/ui/state.ts';
import {statusRow} from '../../source/ui/status-row.ts';
import {plainTheme} from '../helpers/plain-theme.ts';

const theme = plainTheme;
const mebibyte = 1024 * 1024;
const table: ReadonlyArray<readonly [what: string, told: Partial<Chrome>, wanted: string]> = [
	['before the first frame', {}, ''],
	['rate and memory', {frames_per_second: 3, rss_bytes: 41 * mebibyte}, '3 fps · 41 MiB'],
	['a system that does not say the memory', {frames_per_second: 3}, '3 fps'],
];

for (const [what, told, wanted] of table) {
	test(what, (t: TestContext) => {
		const state = openUi({columns: 120, rows: 40});
		const shown = statusRow({...state, chrome: {...state.chrome, ...told}}, 120, theme);
		t.assert.strictEqual(shown.split('F1 help', 2)[1]!.trim(), wanted);
	});
}

test('at 80 columns all room is for the keys', (t: TestContext) => {
	const state = openUi({columns: 80, rows: 24});
	const shown = statusRow({...state, chrome: {...state.chrome, frames_per_second: 3, rss_bytes: 41 * mebibyte}}, 80, theme);
	t.assert.strictEqual(shown.trim(), 'Enter send · / commands · Tab next pane · Ctrl+D half-close · F1 help');
});
