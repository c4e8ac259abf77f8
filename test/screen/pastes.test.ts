/** Bracketed pastes: `[` and `]` stand for their brackets, `^C` for Ctrl+C. */
import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import fc from 'fast-check';
import {limits} from '../../source/core/limits.ts';
import {Pastes} from '../../source/screen/pastes.ts';

function bytes(drawn: string): string {
	return drawn.replaceAll('[', '\u{1B}[200~').replaceAll(']', '\u{1B}[201~').replaceAll('^C', '\u{3}');
}

function drawing(text: string): string {
	return text.replaceAll('\u{1B}[200~', '[').replaceAll('\u{1B}[201~', ']').replaceAll('\u{3}', '^C');
}

function open() {
	const passed: string[] = [];
	const cuts: number[] = [];
	const pastes = new Pastes({
		typed(text) {
			passed.push(text);
		},
		pasted(text) {
			passed.push(text);
		},
		cut(characters) {
			cuts.push(characters);
		},
	});
	return {pastes, passed, cuts, take(text: string) {
		pastes.take(bytes(text));
	}};
}

test('keys pass at once, a paste passes in one piece when it has ended', () => {
	const {passed, take} = open();
	take('ab');
	take('c[de');
	take('f\n');
	assert.deepEqual(passed.map(text => drawing(text)), ['ab', 'c[']);
	take('g]h');
	assert.deepEqual(passed.map(text => drawing(text)), ['ab', 'c[', 'def\ng]', 'h']);
});

test('Ctrl+C ends a paste that has no end, and nothing of it is lost', () => {
	const {passed, take} = open();
	take('[abc');
	take('d');
	take('^C');
	take('e^C');
	assert.deepEqual(passed.map(text => drawing(text)), ['[', 'abcd]', 'e^C']);
});

test('a control character within a paste is a part of it', () => {
	const {passed, take} = open();
	take('[a^Cb');
	take('c]');
	assert.deepEqual(passed.map(text => drawing(text)), ['[', 'a^Cbc]']);
});

test('silence ends a paste', (t: TestContext) => {
	t.mock.timers.enable({apis: ['setTimeout']});
	const {passed, take} = open();
	take('[ab');
	t.mock.timers.tick(limits.paste_silence_ms - 1);
	take('c');
	t.mock.timers.tick(limits.paste_silence_ms - 1);
	t.assert.deepStrictEqual(passed.map(text => drawing(text)), ['[']);
	t.mock.timers.tick(1);
	take('d');
	t.assert.deepStrictEqual(passed.map(text => drawing(text)), ['[', 'abc]', 'd']);
});

test('no more than a limit is kept of a paste; the rest is counted', () => {
	const {passed, cuts, take} = open();
	take('[');
	for (let sent = 0; sent < 3; sent++) {
		take('x'.repeat(limits.paste_characters));
	}

	take(']y');
	assert.deepEqual(passed.map(text => drawing(text).length), [1, limits.paste_characters + 1, 1]);
	assert.deepEqual(cuts, [2 * limits.paste_characters]);
});

test('where the input is cut into pieces makes no difference, and nothing is lost', () => {
	fc.assert(fc.property(fc.array(fc.constantFrom('a', 'é', '[', 'b]', '[c\n]', '\u{1B}', '\u{1B}[2')), fc.array(fc.nat({max: 60})), (parts, cuts) => {
		const {pastes, passed} = open();
		const text = bytes(`${parts.join('')}]`);
		const places = [0, ...cuts.filter(cut => cut <= text.length).toSorted((a, b) => a - b), text.length];
		for (const [index, end] of places.slice(1).entries()) {
			pastes.take(text.slice(places[index], end));
		}

		assert.equal(passed.join(''), text);
	}));
});
