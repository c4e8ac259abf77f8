import {Worker} from 'node:worker_threads';

/**
Ends this process when its parent has ended, even while its code is in a loop: a thread checks the parent's id once a
second.
*/
export function exitWithParent(pid: number): void {
	const look = `setInterval(() => { if (process.ppid !== ${pid}) { process.kill(process.pid, 'SIGKILL'); } }, 1000);`;
	new Worker(look, {eval: true, execArgv: [], env: {}}).unref();
}
