import {flagTable} from '../core/flag-table.ts';
import {themeChoices} from '../core/theme-names.ts';

const duration = {needs: 'a duration: 5s, say', value: {name: '5s'}};

/** The options of `sockplay` itself. */
export const flags = flagTable({
	line: {
		short: 'e',
		needs: 'a line',
		mayBeEmpty: true,
		many: true,
		value: {name: 'LINE', is: 'line'},
		summary: 'run this line first; any number of times',
	},
	blank: {summary: 'open the screen with nothing running'},
	plain: {summary: 'no screen: one line per event on standard output'},
	json: {summary: 'no screen: one JSON object per event'},
	for: {...duration, summary: 'end after this long'},
	keep: {
		needs: 'a size: 64MiB, say',
		value: {name: '64MiB'},
		summary: 'bytes of traffic kept for the raw-bytes pane',
	},
	record: {
		needs: 'a file: talk.pcapng, say',
		value: {name: 'FILE', is: 'file'},
		summary: 'write everything to FILE as it happens: .pcapng .hex .txt .jsonl',
	},
	seed: {
		needs: 'a text',
		mayBeEmpty: true,
		value: {name: 'TEXT'},
		summary: 'the seed of random: data',
	},
	ascii: {summary: 'draw with ASCII only'},
	unicode: {summary: 'draw lines, signs and all letters, whatever the terminal says'},
	'terminal-timeout': {
		...duration,
		summary: 'over SSH: end when the terminal has been silent for so long although it was asked; 15s, 0s for never',
	},
	'no-mouse': {summary: 'leave the mouse to the terminal'},
	theme: {
		needs: `one of ${themeChoices.join(' ')}`,
		value: {name: 'NAME', words: themeChoices},
		summary: `one of ${themeChoices.join(' ')}`,
	},
	help: {short: 'h', summary: 'how it is used; "sockplay help" lists the verbs'},
	version: {summary: 'the version'},
});

/** The options of `connect` and `listen` between pipes; any of them makes it one at a terminal, too. */
export const pipeFlags = flagTable({
	log: {short: 'v', summary: 'the whole log goes to standard error'},
	idle: {...duration, summary: 'end when no byte has come or gone for so long'},
	timeout: {...duration, summary: 'give up when nobody has answered, or connected, for so long'},
	'wait-after-eof': {
		...duration,
		summary: 'end when nothing has come for so long after the end of the input',
	},
	'keep-open': {summary: 'serve one connection after the other; over UDP, take datagrams from all'},
	zero: {
		summary: 'send nothing, report who answers: `tcp:20-25`, `tcp:HOST:22,80-90`',
		details: 'exit code 0 when all ports written by themselves are open, and of ranges at least one',
	},
});
