/** Reports of the mouse among keys: `^` stands for Esc; what was sent, chunk by chunk, `…` for a wait, then what was heard. */
import {test, type TestContext} from 'node:test';
import fc from 'fast-check';
import {limits} from '../../source/core/limits.ts';
import {Mouse} from '../../source/screen/mouse.ts';

function open() {
	const heard: string[] = [];
	const mouse = new Mouse({
		keys(text) {
			heard.push(JSON.stringify(text.replaceAll('\u{1B}', '^')));
		},
		report({kind, x, y}) {
			heard.push(`${kind} ${x},${y}`);
		},
	});
	return {heard, take(text: string) {
		mouse.take(text.replaceAll('^', '\u{1B}'));
	}};
}

const table: ReadonlyArray<readonly [what: string, sent: readonly string[], heard: readonly string[]]> = [
	['a click', ['^[<0;10;5M', '^[<0;10;5m'], ['press 9,4', 'release 9,4']],
	['a drag', ['^[<0;1;1M^[<32;2;1M^[<32;3;1M^[<0;3;1m'], ['press 0,0', 'drag 1,0', 'drag 2,0', 'release 2,0']],
	['the wheel', ['^[<64;10;5M^[<65;10;5M'], ['wheel-up 9,4', 'wheel-down 9,4']],
	['with Ctrl and Alt held', ['^[<24;10;5M'], ['press 9,4']],
	['other buttons, sideways wheels, motion', ['^[<2;1;1M^[<1;1;1M^[<66;1;1M^[<35;1;1M^[<128;1;1M'], []],
	['between keys', ['ab^[<64;1;1Mcd^[A'], ['"ab"', 'wheel-up 0,0', '"cd^[A"']],
	['cut anywhere', ['a^', '[', '<6', '4;1', ';1', 'Mb'], ['"a"', 'wheel-up 0,0', '"b"']],
	['the older form is left out', ['a^[M', ' !', '!b'], ['"a"', '"b"']],
	['Esc waits a moment', ['^', '…', 'a'], ['"^"', '"a"']],
	['so does Alt+[', ['^[', '…', '<'], ['"^["', '"<"']],
	['Esc, and [ typed later', ['^', '…', '[', '…', '<'], ['"^"', '"["', '"<"']],
	['a report whose rest comes late', ['^[<64;1', '…', ';1M', 'a'], ['wheel-up 0,0', '"a"']],
	['a report whose end comes late, when its Esc has passed', ['^', '…', '[<64;1;1Ma'], ['"^"', 'wheel-up 0,0', '"a"']],
	['a report that never ends', ['^[<64;1', '…', 'hello'], ['"hello"']],
	['an arrow cut into pieces', ['^', '[', 'A'], ['"^[A"']],
	['Alt+x', ['^x'], ['"^x"']],
	['what is no report, which Ink leaves out', ['^[<;;M^[<0;1M'], ['"^[<;;M^[<0;1M"']],
	['the opening bracket of a paste', ['^[2', '00~'], ['"^[2"', '"00~"']],
];

for (const [what, sent, expected] of table) {
	test(what, (t: TestContext) => {
		t.mock.timers.enable({apis: ['setTimeout']});
		const {heard, take} = open();
		for (const chunk of sent) {
			if (chunk === '…') {
				t.mock.timers.tick(limits.report_wait_ms);
			} else {
				take(chunk);
			}
		}

		t.mock.timers.tick(limits.report_wait_ms);
		t.assert.deepStrictEqual(heard, expected);
	});
}

test('where the input is cut into pieces makes no difference, and no report is taken for keys', () => {
	const part = fc.constantFrom('a', 'é', '[', 'M', '<', '0;1;1M', '^[A', '^[<64;3;4M', '^[<0;3;4m', '^[<32;30;4M', '^OP');
	fc.assert(fc.property(fc.array(part), fc.array(fc.nat({max: 80})), (parts, cuts) => {
		const text = parts.join('');
		const places = [0, ...cuts.filter(cut => cut <= text.length).toSorted((a, b) => a - b), text.length];
		const [whole, pieces] = [open(), open()];
		whole.take(text);
		for (const [index, end] of places.slice(1).entries()) {
			pieces.take(text.slice(places[index], end));
		}

		const keys = (heard: readonly string[]) => heard.filter(each => each.startsWith('"')).map(each => each.slice(1, -1)).join('');
		const told = (heard: readonly string[]) => heard.filter(each => !each.startsWith('"')).join(' ');
		return keys(whole.heard) === keys(pieces.heard) && told(whole.heard) === told(pieces.heard) && !/\^\[<\d+;\d+;\d+m/iv.test(keys(pieces.heard));
	}));
});
