import {type ChildProcess, spawn, type StdioOptions} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';

export type Environment = Readonly<Record<string, string>>;

/** A process that a row starts. It is killed when it is disposed of, unless it has ended. */
export class Child implements AsyncDisposable {
	readonly child: ChildProcess;

	/** `environment` is added to that of this process. */
	constructor(command: string, words: readonly string[], stdio: StdioOptions, environment: Environment = {}) {
		this.child = spawn(command, words, {stdio, env: {...process.env, ...environment}});
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
