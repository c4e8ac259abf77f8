/** The man page: everything of the tables is in it, and the real programs read it without a warning. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {test} from 'node:test';
import {keyTable} from '../../source/commands/key-tables.ts';
import {verbs} from '../../source/commands/table.ts';
import {flagUsage} from '../../source/core/flag-table.ts';
import {usage} from '../../source/language/usage.ts';
import {manualPage} from '../../source/manual/page.ts';
import {plain, prose} from '../../source/manual/roff.ts';
import {services} from '../../source/services/table.ts';
import {forms, subcommandForms} from '../../source/usage/forms.ts';
import {flagsOfPipes, mainFlags, programFlags} from '../../source/usage/programs.ts';

const page = manualPage('1.2.3');

function missing(program: string, debian: string): string | false {
	return spawnSync(program, ['--version']).error !== undefined && `NOT TESTED: ${program} is not installed here (Debian: apt install ${debian})`;
}

/** What a program makes of the page. */
function read(program: string, ...words: string[]) {
	return spawnSync(program, words, {input: page, encoding: 'utf8', env: {PATH: process.env['PATH'], LC_ALL: 'C', MANWIDTH: '80', MAN_KEEP_FORMATTING: ''}});
}

/** Text as it is read: without the overstriking and the escapes of a terminal, words apart by one blank. */
function readable(text: string): string {
	return text.replaceAll(/.\u{8}/gv, '').replaceAll(/\u{1B}\[[\d;]*m/gv, '').replaceAll(/\s+/gv, ' ');
}

test('text that could be taken for a request or an escape is text', () => {
	assert.deepEqual(
		['.pcapng', '\'a\'', String.raw`\n`, '-e …', 'ü', '`-e` runs'].map(text => prose(text)),
		[String.raw`\&.pcapng`, String.raw`\(aqa\(aq`, String.raw`\en`, String.raw`\-e ...`, String.raw`\[u00FC]`, String.raw`\fB\-e\fR runs`],
	);
});

test('every form, option, verb, service and key is in it', () => {
	const flags = [...mainFlags, ...flagsOfPipes, ...Object.values(programFlags).flat()];
	const words = [
		...[...forms, ...Object.values(subcommandForms)].map(form => form.words),
		...flags.flatMap(flag => [flagUsage(flag), flag.summary]),
		...verbs.flatMap(verb => [usage(verb), verb.summary, ...Object.keys(verb.options).map(key => `${key}=`)]),
		...services.flatMap(service => [service.usage, service.summary]),
		...keyTable().flatMap(({keys, label}) => [keys, label]),
	];
	assert.deepEqual(words.filter(text => !page.includes(prose(text)) && !page.includes(plain(text))), []);

	assert.doesNotMatch(page, /[^\u{0}-\u{7F}]/v);
});

test('man -l - shows it, without a warning', {skip: missing('man', 'man-db')}, () => {
	const {stdout, stderr, status} = read('man', '--warnings=w', '-l', '-');
	assert.deepEqual([stderr, status], ['', 0]);
	const text = readable(stdout);
	for (const part of [
		'NAME sockplay - a playground',
		'-e, --line LINE run this line first',
		'sockplay replay FILE --as client ADDRESS',
		'listen ADDRESS [SERVICE ...] [key=value...] wait for clients',
		String.raw`text, with \n \r \t`,
		'/(?P<NAME>...)/',
		'sockplay 1.2.3',
	]) {
		assert.ok(text.includes(part), part);
	}
});

test('groff has no warning about it, in any width from 80 columns on', {skip: missing('groff', 'groff')}, () => {
	for (const columns of [80, 132]) {
		const {stderr, status} = read('groff', '-man', '-ww', '-Tutf8', `-rLL=${columns}n`);
		assert.deepEqual([stderr, status], ['', 0]);
	}
});
