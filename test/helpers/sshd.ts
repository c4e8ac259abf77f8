/** A real sshd(8) on loopback, with keys and a configuration of its own in a temporary folder. */
import {spawn, spawnSync} from 'node:child_process';
import {copyFile, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createInterface} from 'node:readline/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {freePort} from './free-port.ts';
import {openTerminal, type Terminal, type TerminalOptions} from './terminal.ts';

export type Sshd = {
	readonly folder: string;
	/** A terminal in which ssh(1) runs a command of the shell there, in a terminal. */
	login(command: string, options?: Partial<TerminalOptions>): Terminal;
	[Symbol.asyncDispose](): Promise<void>;
};

/** It never asks whether a client is there, as sshd does unless it is told to. */
export async function startSshd(): Promise<Sshd> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'sockplay-sshd-'));
	const inFolder = (name: string) => path.join(folder, name);
	for (const name of ['host', 'user']) {
		spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', inFolder(name)]);
	}

	await copyFile(inFolder('user.pub'), inFolder('authorized'));
	const port = await freePort();
	await writeFile(inFolder('config'), [
		'ListenAddress 127.0.0.1',
		`Port ${port}`,
		`HostKey ${inFolder('host')}`,
		`AuthorizedKeysFile ${inFolder('authorized')}`,
		'PidFile none',
		'StrictModes no',
		'UsePAM no',
		'PasswordAuthentication no',
		'KbdInteractiveAuthentication no',
		'PrintMotd no',
		'TCPKeepAlive no',
	].join('\n'));
	if (process.getuid?.() === 0) {
		// Started by root, it insists on its folder, which its start script makes.
		await mkdir('/run/sshd', {recursive: true, mode: 0o755});
	}

	const daemon = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', inFolder('config')], {stdio: ['ignore', 'ignore', 'pipe']});
	await isListening(daemon.stderr);
	const settings = [`UserKnownHostsFile=${inFolder('known')}`, 'StrictHostKeyChecking=accept-new', 'IdentitiesOnly=yes', 'LogLevel=ERROR'];
	const loginOptions = ['-F', 'none', '-i', inFolder('user'), '-p', String(port), ...settings.flatMap(setting => ['-o', setting])];
	const client = [
		'-tt',
		...loginOptions,
		`${os.userInfo().username}@127.0.0.1`,
	];
	return {
		folder,
		login: (command, options) => openTerminal({command: 'ssh', arguments: [...client, command], ...options}),
		async [Symbol.asyncDispose]() {
			daemon.kill();
			await rm(folder, {recursive: true, force: true});
		},
	};
}

/** Resolves when it says so; an error, with what it said, when it ends before. */
async function isListening(messages: NodeJS.ReadableStream): Promise<void> {
	const said: string[] = [];
	for await (const line of createInterface(messages)) {
		said.push(line);
		if (line.includes('Server listening')) {
			messages.resume();
			return;
		}
	}

	throw new Error(`sshd ended: ${said.join('; ')}`);
}
