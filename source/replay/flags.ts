import {flagTable} from '../core/flag-table.ts';

/** The options of `sockplay replay`. */
export const flags = flagTable({
	as: {
		needs: 'client or server',
		value: {name: 'client|server', words: ['client', 'server']},
		summary: 'the end of the recording that is played',
	},
	only: {
		needs: 'the name of a conversation: c1, say',
		many: true,
		value: {name: 'NAME'},
		summary: 'only this conversation, or those of this listener; any number of times',
	},
	timing: {
		needs: 'recorded or fast',
		value: {name: 'recorded', words: ['recorded', 'fast']},
		summary: 'with the pauses of the recording; without it, as fast as the peer answers',
	},
	ignore: {
		needs: 'an expression: /Date: .*/, say',
		many: true,
		value: {name: '/EXPRESSION/'},
		summary: 'what may differ: a date, an identifier; any number of times',
	},
	timeout: {
		needs: 'a duration: 5s, say',
		value: {name: '5s'},
		summary: 'how long nothing may come while something is awaited; for a server also its clients',
	},
	log: {short: 'v', summary: 'print the calls on standard error'},
	json: {summary: 'one JSON object per conversation'},
	tap: {summary: 'the Test Anything Protocol: one test per conversation'},
	help: {short: 'h', summary: 'how it is used'},
});
