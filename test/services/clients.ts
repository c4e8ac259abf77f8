/** Programs of this machine that talk to a session, and whether they are there. */
import {spawn, spawnSync} from 'node:child_process';
import {Buffer} from 'node:buffer';
import process from 'node:process';

/** The first of the programs that is missing, as a reason to skip a test; false when all are there. */
export function missing(...programs: readonly string[]): string | false {
	const gone = programs.find(program => spawnSync('sh', ['-c', `command -v ${program}`], {env: {PATH: `${process.env['PATH'] ?? ''}:/usr/sbin`}}).status !== 0);
	return gone === undefined
		? false
		: `${gone} is missing: NOT TESTED with it (Debian: apt-get install socat ncat netcat-openbsd xinetd tmux openssh-server)`;
}

/** Runs a program to its end with this input, which then ends too, and answers what it printed. */
export async function client(input: string | Uint8Array, program: string, ...args: readonly string[]) {
	const child = spawn(program, args, {stdio: ['pipe', 'pipe', 'ignore']});
	const printed: Uint8Array[] = [];
	child.stdout.on('data', (bytes: Uint8Array) => {
		printed.push(bytes);
	});
	child.stdin.on('error', () => undefined);
	child.stdin.end(input);
	await new Promise<void>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', () => {
			resolve();
		});
	});
	return Buffer.concat(printed);
}
