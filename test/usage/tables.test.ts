/** The options as tables: what they promise is what is read, and the help has all of it. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readCommandLine} from '../../source/command-line.ts';
import {flagLines, flagUsage, type PrintedFlag} from '../../source/core/flag-table.ts';
import {help as ncHelp} from '../../source/nc/usage.ts';
import {usage as replayHelp} from '../../source/replay/usage.ts';
import {readOptions} from '../../source/replay/options.ts';
import {readRunOptions, runHelp} from '../../source/scripts/run-options.ts';
import {findSubcommand} from '../../source/subcommands.ts';
import {forms, subcommandForms} from '../../source/usage/forms.ts';
import {helpText} from '../../source/usage/help-text.ts';
import {flagsOfPipes, mainFlags, programFlags} from '../../source/usage/programs.ts';

const readers: ReadonlyArray<readonly [program: string, flags: readonly PrintedFlag[], read: (words: readonly string[]) => Record<string, unknown>]> = [
	['sockplay', mainFlags, words => readCommandLine(words, import.meta)],
	['sockplay connect 4000', flagsOfPipes, words => readCommandLine(['connect', '4000', ...words], import.meta)],
	['sockplay run', programFlags.run, words => readRunOptions('sockplay run', ['x.play', ...words])],
	['sockplay replay', programFlags.replay, words => readOptions(['x.hex', '4000', ...words, ...words.includes('--as') ? [] : ['--as', 'client']])],
];

/** One value for each name that a value has in the help. */
const values: Readonly<Record<string, string>> = {NAME: 'mono', N: '2', FILE: 'x.hex', '/EXPRESSION/': '/x/', 'client|server': 'server'};

for (const [program, flags, read] of readers) {
	test(`${program} reads each option of its table, by each of its names`, () => {
		for (const {names, value} of flags) {
			for (const name of names) {
				const found = read(value === undefined ? [name] : [name, values[value.name] ?? value.name]);
				assert.ok(!('problem' in found), JSON.stringify([name, found]));
			}
		}
	});
}

const helps: ReadonlyArray<readonly [program: string, flags: readonly PrintedFlag[], help: string]> = [
	['sockplay', [...mainFlags, ...flagsOfPipes], helpText()],
	['sockplay run', programFlags.run, runHelp],
	['sockplay replay', programFlags.replay, replayHelp],
	['sockplay nc', programFlags.nc, ncHelp().join('\n')],
];

for (const [program, flags, help] of helps) {
	test(`the help of ${program} has each option`, () => {
		assert.deepEqual(flags.filter(flag => !help.includes(`  ${flagUsage(flag)} `)), []);
	});
}

test('the help has each form, and every subcommand is there', async () => {
	const help = helpText();
	assert.deepEqual([...forms, ...Object.values(subcommandForms)].filter(({words}) => !help.includes(`$ sockplay ${words} `)), []);
	for (const name of Object.keys(subcommandForms)) {
		const subcommand = await findSubcommand(name);
		assert.equal(typeof subcommand?.start, 'function', name);
	}

	assert.equal(await findSubcommand('constructor'), undefined);
});

test('an option stands beside its sentence, which goes on below itself', () => {
	assert.deepEqual(flagLines({
		line: {short: 'e', needs: 'a line', value: {name: 'LINE'}, summary: 'run it'},
		zero: {summary: 'send nothing at all, to nobody, and report who answers to that; see the README'},
	}), [
		'  -e, --line LINE  run it',
		'  --zero           send nothing at all, to nobody, and report who answers to',
		'                   that; see the README',
	]);
});
