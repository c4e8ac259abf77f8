/** The words behind `sockplay replay`, and what is wrong with them. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {formatAddress} from '../../source/core/address.ts';
import {explainProblem} from '../../source/core/problem.ts';
import {readOptions} from '../../source/replay/options.ts';

function read(words: string) {
	const found = readOptions(words === '' ? [] : words.split(' '));
	if ('file' in found) {
		return found;
	}

	throw new Error('problem' in found ? explainProblem(found.line, found.problem) : found.help);
}

function mistake(words: string): string {
	const found = readOptions(words === '' ? [] : words.split(' '));
	assert.ok('problem' in found);
	return explainProblem(found.line, found.problem);
}

test('a recording, whose end, and an address, in any order', () => {
	for (const words of ['talk.jsonl --as client tcp:80', '--as client talk.jsonl tcp:80', '--as=client talk.jsonl tcp:80']) {
		const {file, role, address, only, timing, timeout_ms, accept_ms, ignore, format, log} = read(words);
		assert.deepEqual(
			[file, role, formatAddress(address), only, timing, timeout_ms, accept_ms, ignore, format, log],
			['talk.jsonl', 'client', '127.0.0.1:80', [], 'fast', 5000, undefined, [], 'plain', false],
		);
	}
});

test('every option', () => {
	const {role, only, timing, timeout_ms, accept_ms, ignore, format, log} = read('a.hex tcp:1 --as server --only c1 --only s2 --timing recorded --timeout 2s --ignore /a/i --ignore b -v --tap');
	assert.deepEqual(
		[role, only, timing, timeout_ms, accept_ms, ignore.map(({label}) => label), format, log],
		['server', ['c1', 's2'], 'recorded', 2000, 2000, ['/a/i', 'b'], 'tap', true],
	);
	assert.equal(read('a.hex tcp:1 --as client --json').format, 'json');
});

test('what is wrong is marked', () => {
	const table: ReadonlyArray<readonly [words: string, problem: string]> = [
		['', 'sockplay replay\n               ^ --as client or --as server is missing; sockplay replay FILE --as client|server ADDRESS'],
		['--as client', 'sockplay replay --as client\n                           ^ a recording is missing; sockplay replay FILE --as client|server ADDRESS'],
		['a.hex --as client', 'sockplay replay a.hex --as client\n                                 ^ an address is missing; sockplay replay FILE --as client|server ADDRESS'],
		['a.hex --as peer 1', 'sockplay replay a.hex --as peer 1\n                           ^^^^ this is client or server'],
		['a.hex --as=peer 1', 'sockplay replay a.hex --as=peer 1\n                           ^^^^ this is client or server'],
		['a.hex --as client 99999', 'sockplay replay a.hex --as client 99999\n                                  ^^^^^ a port is 0 to 65535'],
		['a.hex --as client 1 2', 'sockplay replay a.hex --as client 1 2\n                                    ^ a recording and an address are enough'],
		['a.hex --as client 1 --slow', 'sockplay replay a.hex --as client 1 --slow\n                                    ^^^^^^ there is no option --slow; --help lists them'],
		['a.hex --as client 1 --timeout', 'sockplay replay a.hex --as client 1 --timeout\n                                    ^^^^^^^^^ --timeout needs a duration: 5s, say'],
		['a.hex --as client 1 --json=2', 'sockplay replay a.hex --as client 1 --json=2\n                                    ^^^^^^^^ --json takes no value'],
		['a.hex --as client 1 --timeout 0s', 'sockplay replay a.hex --as client 1 --timeout 0s\n                                              ^^ this has to be above 0'],
		['a.hex --as client 1 --ignore /(/', 'sockplay replay a.hex --as client 1 --ignore /(/\n                                              ^ this is no expression: error parsing regexp: missing closing ): `(`; RE2 has no backreferences and no lookaround'],
	];
	assert.deepEqual(table.map(([words]) => [words, mistake(words)]), table);
});

test('help', () => {
	const found = readOptions(['--help']);
	assert.ok('help' in found);
	assert.match(found.help, /--as client ADDRESS/v);
});
