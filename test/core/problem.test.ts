/** How a mistake is explained: the line, a mark under the place, the words. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {limits} from '../../source/core/limits.ts';
import {explainProblem, problem} from '../../source/core/problem.ts';
import {columnsOf} from '../../source/core/visible.ts';

const most = limits.explained_characters;

/** The marked part of an explained line, and how much of the line is shown. */
function explain(line: string, start: number, end: number): {readonly marked: string; readonly columns: number} {
	const [shown, marks] = explainProblem(line, problem('wrong', {start, end})).split('\n') as [string, string];
	const from = marks.indexOf('^');
	return {marked: shown.slice(from, marks.lastIndexOf('^') + 1), columns: columnsOf(shown)};
}

const long = 'x'.repeat(1_000_000);

test('a line that fits is shown whole', () => {
	assert.equal(explainProblem('listen tcp:70000', problem('a port is 0 to 65535', {start: 11, end: 16}, '4000, say')), 'listen tcp:70000\n           ^^^^^ a port is 0 to 65535; 4000, say');
});

test('of a long line the part around the place is shown', () => {
	assert.deepEqual(explain(`${long} here ${long}`, long.length + 1, long.length + 5), {marked: 'here', columns: most + 2});
	assert.deepEqual(explain(`here ${long}`, 0, 4), {marked: 'here', columns: most + 1});
	assert.deepEqual(explain(`${long} here`, long.length + 1, long.length + 5), {marked: 'here', columns: most + 1});
});

test('a place that is longer than what is shown is marked to the end of it', () => {
	assert.deepEqual(explain(`here ${long}`, 5, long.length + 5), {marked: 'x'.repeat(most - 5), columns: most + 1});
});

test('long words of an explanation are cut', () => {
	const explained = explainProblem('say', problem(`there is no ${long}`, {start: 0, end: 3}, long));
	assert.equal(explained.length < 3 * most, true);
});

test('no character is cut in two, and the mark stands under its place', () => {
	fc.assert(fc.property(fc.array(fc.constantFrom('a', '\u{1F600}', 'ế', '中'), {minLength: 200, maxLength: 600}), fc.nat(), (characters, chosen) => {
		const before = characters.slice(0, chosen % characters.length).join('');
		const [shown, marks] = explainProblem(`${before}HERE${characters.join('')}`, problem('wrong', {start: before.length, end: before.length + 4})).split('\n') as [string, string];
		assert.doesNotMatch(shown, /\\u\{d/v);
		assert.equal(columnsOf(shown.slice(0, shown.indexOf('HERE'))), marks.indexOf('^'));
	}));
});
