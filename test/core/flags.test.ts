/** Flags of a command line, and what is wrong with them. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Flags} from '../../source/core/flags.ts';
import {explainProblem, isProblem} from '../../source/core/problem.ts';
import {parseTimeout} from '../../source/core/quantities.ts';

const known = {
	log: {short: 'v'},
	seed: {needs: 'a text', mayBeEmpty: true},
	only: {short: 'o', needs: 'a name', many: true},
	timeout: {short: 't', needs: 'a duration'},
} as const;

function flags(...argv: readonly string[]) {
	return new Flags('sockplay try', argv, known);
}

function explained(...argv: readonly string[]): string[] {
	const given = flags(...argv);
	const found = given.mistake ?? given.read('timeout', parseTimeout);
	return isProblem(found) ? explainProblem(given.line, found).split('\n') : [];
}

test('flags stand anywhere; behind -- there are only words', () => {
	const given = flags('a', '-v', '--only=c1', 'b', '-oc2', '-o', 'c3', '--seed', '', '--', '--log');
	assert.deepEqual(given.words.map(({text}) => text), ['a', 'b', '--log']);
	assert.deepEqual(given.values('only').map(({text}) => text), ['c1', 'c2', 'c3']);
	assert.deepEqual([given.has('log'), given.value('seed'), given.has('timeout'), given.mistake], [true, '', false, undefined]);
	assert.deepEqual([given.first('timeout', 'only', 'log')?.written, given.first('timeout')], ['-v', undefined]);
});

test('a mistake is marked where it stands', () => {
	const table: ReadonlyArray<readonly [argv: readonly string[], line: string, problem: string]> = [
		[['--nothing'], 'sockplay try --nothing', '             ^^^^^^^^^ there is no option --nothing; --help lists them'],
		[['--log=1'], 'sockplay try --log=1', '             ^^^^^^^ --log takes no value'],
		[['a', '--only', '--log'], 'sockplay try a --only --log', '               ^^^^^^ --only needs a name'],
		[['--only', ''], 'sockplay try --only ', '             ^^^^^^ --only needs a name'],
		[['--seed'], 'sockplay try --seed', '             ^^^^^^ --seed needs a text'],
		[['--log', '-v', '-t1s', '-t', '2s'], 'sockplay try --log -v -t1s -t 2s', '                           ^^ -t can be given only once'],
		[['-t', '0s'], 'sockplay try -t 0s', '                ^^ this has to be above 0'],
		[['-t0s'], 'sockplay try -t0s', '               ^^ this has to be above 0'],
		[['--timeout=5', 'a'], 'sockplay try --timeout=5 a', '                        ^ a duration needs a unit; 5ms or 5s'],
	];
	assert.deepEqual(table.map(([argv]) => [argv, ...explained(...argv)]), table);
});
