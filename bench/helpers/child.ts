import {type ChildProcess, spawn, type StdioOptions} from 'node:child_process';
import {once} from 'node:events';

/** A process that a row starts. It is killed when it is disposed of, unless it has ended. */
export class Child implements AsyncDisposable {
	readonly child: ChildProcess;

	constructor(command: string, words: readonly string[], stdio: StdioOptions) {
		this.child = spawn(command, words, {stdio});
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
