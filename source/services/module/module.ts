import {isProblem, problem, type Problem} from '../../core/problem.ts';
import {unquote} from '../../core/unquote.ts';
import {openRegular} from '../../files/regular.ts';
import {perPeer} from '../per-peer.ts';
import type {Service, ServiceTools} from '../service.ts';
import {ModuleProcess} from './module-process.ts';

/**
The user's own service in a process of its own, with that user's rights. An error in it is logged and closes only its
connection.
*/
export const module: Service = {
	name: 'module',
	usage: 'module FILE.js',
	summary: 'calls the default export of FILE.js with each connection',
	argument: 'path',
	example: 'listen tcp:4100 module ./answer.js',
	async serve([word, extra], tools) {
		if (word === undefined) {
			return problem('module needs a file', undefined, 'module ./shout.js, say');
		}

		if (extra !== undefined) {
			return {...problem('module takes one file', {start: 0, end: extra.length}), word: 1};
		}

		const file = unquote(word);
		const process = isProblem(file) ? file : await load(file.text, tools);
		return isProblem(process)
			? {...process, word: 0}
			: {
				stream: connection => process.begin(connection, false),
				datagram: perPeer(peer => process.begin(peer, true)),
				process,
			};
	},
};

/** Starts a process that loads the file. */
async function load(file: string, {after}: ServiceTools): Promise<ModuleProcess | Problem> {
	const handle = await openRegular(file);
	if (isProblem(handle)) {
		return handle;
	}

	await handle.close();
	const process = new ModuleProcess(file, after);
	const found = await process.loaded;
	if (found !== undefined) {
		process.stop();
	}

	return found ?? process;
}
