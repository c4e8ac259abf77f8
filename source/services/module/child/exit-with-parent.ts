import {Worker} from 'node:worker_threads';

/** Ends this process when the one that started it has ended, also while its code is in a loop: a process whose parent is gone gets another. A thread of its own looks, once a second. */
export function exitWithParent(pid: number): void {
	const look = `setInterval(() => { if (process.ppid !== ${pid}) { process.kill(process.pid, 'SIGKILL'); } }, 1000);`;
	new Worker(look, {eval: true, execArgv: [], env: {}}).unref();
}
