/** The words after `sockplay`: what they come to, or where the mistake is. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {readCommandLine} from '../source/command-line.ts';
import {explainProblem} from '../source/core/problem.ts';

function read(...argv: string[]) {
	return readCommandLine(argv, import.meta);
}

function mistake(...argv: string[]): string {
	const found = read(...argv);
	return 'problem' in found ? explainProblem(found.line, found.problem) : 'no mistake';
}

const nothing = {lines: [], plain: false, json: false, blank: false, mouse: true};

const readings: ReadonlyArray<readonly [argv: readonly string[], options: ReturnType<typeof readCommandLine>]> = [
	[[], nothing],
	[['listen', 'tcp:0', 'echo', '--plain'], {...nothing, lines: ['listen tcp:0 echo'], plain: true}],
	[['--json', '-e', 'say a', '--line', 'say b', '-esay c', '--line=say d'], {...nothing, json: true, lines: ['say a', 'say b', 'say c', 'say d']}],
	[['-e', 'say last', 'say', 'first', '--record', 'a b.hex'], {...nothing, lines: ['record "a b.hex"', 'say first', 'say last']}],
	[['--', 'say', '--plain'], {...nothing, lines: ['say --plain']}],
	[['say', 'x', '--', '-e'], {...nothing, lines: ['say x -e']}],
	[['--for', '1.5s', '--keep=1KiB', '--seed', '-x'], {...nothing, for_ms: 1500, keep_bytes: 1024, seed: '-x'}],
	[['--seed=--blank', '-e', ''], {...nothing, seed: '--blank', lines: ['']}],
	[['--theme', 'light', '--no-mouse'], {...nothing, theme: 'light', mouse: false}],
	[['--seed', '', '--plain', '--plain'], {...nothing, seed: '', plain: true}],
];

for (const [argv, options] of readings) {
	test(`sockplay ${argv.join(' ')}`, () => {
		assert.deepEqual(read(...argv), options);
	});
}

const mistakes: ReadonlyArray<readonly [argv: readonly string[], drawing: string]> = [
	[['--for', '1s', '--for=2s'], '                  ^^^^^^^^ --for can be given only once'],
	[['--ascii', '--unicode'], '                 ^^^^^^^^^ --unicode is the opposite of --ascii; leave out one of them'],
	[['--keep', '1', '--keep', '2'], '                  ^^^^^^ --keep can be given only once'],
	[['--seed', '1', '--seed', '2'], '                  ^^^^^^ --seed can be given only once'],
	[['--record', 'a.hex', '--record', 'a.hex'], '                        ^^^^^^^^ --record can be given only once'],
	[['--no-record'], '         ^^^^^^^^^^^ there is no option --no-record; --help lists them'],
	[['--no-plain'], '         ^^^^^^^^^^ there is no option --no-plain; --help lists them'],
	[['--plain=no'], '         ^^^^^^^^^^ --plain takes no value'],
	[['-hx'], '         ^^^ there is no option -x; --help lists them'],
	[['say', '--__proto__'], '             ^^^^^^^^^^^ there is no option --__proto__; --help lists them'],
	[['--=x'], '         ^^^^ there is no option --=x; --help lists them'],
	[['--record', '--json'], '         ^^^^^^^^ --record needs a file: talk.pcapng, say'],
	[['--record='], '         ^^^^^^^^^ --record needs a file: talk.pcapng, say'],
	[['say', '--for'], '             ^^^^^ --for needs a duration: 5s, say'],
	[['--keep', '-1'], '                ^^ a size is a number of bytes, with B, KB, KiB, MB, MiB, GB or GiB behind it or nothing; 64KiB, say'],
	[['--keep=1XB'], '                 ^^ sizes are given in B, KB, KiB, MB, MiB, GB or GiB'],
	[['--for=5'], '                ^ a duration needs a unit; 5ms or 5s'],
];

for (const [argv, drawing] of mistakes) {
	test(`sockplay ${argv.join(' ')}`, () => {
		assert.equal(mistake(...argv), `sockplay ${argv.join(' ')}\n${drawing}`);
	});
}

test('whatever the words are, they are read or the mistake has a place among them', () => {
	const flags = ['-e', '-ex', '--line', '--for', '--for=1ms', '--keep', '--keep=', '--record', '--seed', '--plain', '--json', '--no-json', '--constructor', '--', '-'];
	const word = fc.constantFrom(...flags, '5s', '64KiB', '=', 'say', '\u{1B}[2J', '\0');
	fc.assert(fc.property(fc.array(fc.oneof(word, fc.string()), {maxLength: 8}), argv => {
		const found = read(...argv);
		if ('problem' in found) {
			const {start, end} = found.problem;
			assert.deepEqual(['sockplay '.length, start, end, found.line.length], ['sockplay '.length, start, end, found.line.length].toSorted((a, b) => a - b));
		} else {
			assert.equal('text' in found || found.lines.every(line => typeof line === 'string'), true);
		}
	}));
});
