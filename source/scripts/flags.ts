import {flagTable} from '../core/flag-table.ts';

/** The options of `sockplay run` and `sockplay check`. */
export const flags = flagTable({
	plain: {summary: 'one line per event on standard output'},
	json: {summary: 'one JSON object per event'},
	timeout: {needs: 'a duration: 30s, say', value: {name: '30s'}, summary: 'the time limit of a script'},
	seed: {needs: 'a text', mayBeEmpty: true, value: {name: 'TEXT'}, summary: 'the seed of random: data'},
	tap: {summary: 'results as TAP on standard output'},
	junit: {
		needs: 'a file: results.xml, say',
		value: {name: 'FILE', is: 'file'},
		summary: 'results as JUnit XML, too',
	},
	jobs: {
		needs: 'a number: 4, say',
		value: {name: 'N'},
		summary: 'so many files at the same time; those that name the same port or path run one after the other',
	},
	help: {short: 'h', summary: 'how it is used'},
});
