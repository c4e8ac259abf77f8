import process from 'node:process';
import {listFolder} from '../files/list-folder.ts';
import {addressesInUse} from '../sockets/addresses-in-use.ts';
import {busyPorts} from '../sockets/busy-ports.ts';
import {completionAnswer, completionText} from './completion.ts';

/** `sockplay completion SHELL`: its script on standard output; and the answers to what the scripts ask. */
export async function start(argv: readonly string[]): Promise<number> {
	// Nobody waits for the answer any more.
	process.stdout.on('error', () => undefined);
	const {text, code} = argv[0] === 'answer'
		? {text: await completionAnswer(argv.slice(1), {listFolder, addressesInUse, busyPorts}), code: 0}
		: completionText(argv);
	const output = code === 0 ? process.stdout : process.stderr;
	return new Promise(resolve => {
		output.write(text === '' ? '' : `${text}\n`, () => {
			resolve(code);
		});
	});
}
