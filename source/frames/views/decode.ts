import {bytesView} from './bytes-view.ts';

/** One row for each message that is recognised. */
export const decode = bytesView({
	name: 'decode',
	key: 'd',
	summary: 'bytes as the messages that they are',
	form: 'hex',
	format: {
		isOfMessages: true,
		rows: run => run.messages(),
	},
});
