import {spawnSync} from 'node:child_process';
import process from 'node:process';

/** Keeps this process, and all that it starts from now on, on processor 0 until it is disposed of. */
export function pinned(): Disposable {
	const pid = String(process.pid);
	const told = spawnSync('taskset', ['-cp', pid], {encoding: 'utf8'}).stdout;
	const before = told.slice(told.lastIndexOf(' ') + 1).trim();
	spawnSync('taskset', ['-acp', '0', pid]);
	return {
		[Symbol.dispose]() {
			spawnSync('taskset', ['-acp', before, pid]);
		},
	};
}
