/** Another program that serves: socat, ncat. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';

export class Command implements AsyncDisposable {
	readonly child: ChildProcess;

	constructor(command: string, ...words: readonly string[]) {
		this.child = spawn(command, words, {stdio: ['ignore', 'ignore', 'inherit']});
	}

	get pid(): number {
		return this.child.pid!;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		if (this.child.exitCode === null && this.child.signalCode === null) {
			this.child.kill('SIGKILL');
			await once(this.child, 'exit');
		}
	}
}
