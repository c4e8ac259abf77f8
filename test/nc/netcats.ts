/** Netcats to compare with: ours in this process, and the programs of this machine. */
import {Buffer} from 'node:buffer';
import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import net from 'node:net';
import {timerClock} from '../../source/core/clock.ts';
import {runNc} from '../../source/nc/run.ts';
import type {NcWorld} from '../../source/nc/world.ts';
import {hostName} from '../../source/sockets/host-name.ts';
import {realNetwork} from '../../source/sockets/real-network.ts';
import {openServices} from '../../source/sockets/service-names.ts';
import {removeSocket} from '../../source/sockets/socket-file.ts';
import {MemoryInput, MemoryOutput} from '../helpers/memory-streams.ts';

/** A netcat that runs: a test types into it and reads what it prints. */
export type Running = {
	/** Characters are bytes here, as in what it prints. */
	write(text: string): void;
	/** Ends its standard input. */
	end(): void;
	/** Nobody reads its standard output any more. */
	leave(): void;
	readonly output: string;
	readonly errors: string;
	/** Resolves when `ready` answers true; rejects when it ends before that. */
	until(ready: () => boolean): Promise<void>;
	/** The exit code. */
	readonly ended: Promise<number>;
	kill(): void;
};

/** Whether the program is OpenBSD's nc, which ours is compared with. */
export const hasNc = spawnSync('nc', ['-h'], {encoding: 'utf8'}).stderr?.startsWith('OpenBSD netcat');
export const hasNcat = spawnSync('ncat', ['--version']).status === 0;
export const hasSocat = spawnSync('socat', ['-V']).status === 0;

for (const [name, isThere] of [['nc (OpenBSD)', hasNc], ['ncat', hasNcat], ['socat', hasSocat]] as const) {
	if (!isThere) {
		console.error(`!!! ${name} is not installed: nothing is compared with it`);
	}
}

/** Says when something may have changed. */
class News {
	readonly #waiting = new Set<() => void>();
	#isOver = false;

	tell(isOver = false): void {
		this.#isOver ||= isOver;
		for (const look of this.#waiting) {
			look();
		}
	}

	async until(ready: () => boolean, describe: () => string): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const look = (): void => {
				if (ready()) {
					resolve();
				} else if (this.#isOver) {
					reject(new Error(`it ended before that: ${describe()}`));
				} else {
					return;
				}

				this.#waiting.delete(look);
			};

			this.#waiting.add(look);
			look();
		});
	}
}

/** Ours, on real sockets. */
export function ourNc(argv: readonly string[], changes: Partial<NcWorld> = {}): Running {
	const news = new News();
	const input = new MemoryInput();
	const output = new MemoryOutput();
	const errors: string[] = [];
	const services = openServices();
	const ending = new AbortController();
	const ended = runNc(argv, {
		network: realNetwork,
		clock: timerClock(),
		input: () => input,
		output: () => ({
			get observer() {
				return output.observer;
			},
			set observer(observer) {
				output.observer = observer;
			},
			get queued_bytes() {
				return output.queued_bytes;
			},
			write(bytes) {
				output.write(bytes);
				news.tell();
			},
		}),
		say(line) {
			errors.push(line);
			news.tell();
		},
		portOf: services.portOf,
		serviceOf: services.serviceOf,
		nameOf: hostName,
		removeSocket,
		setsTos: true,
		random: () => 0.5,
		signal: ending.signal,
		...changes,
	});
	void ended.then(() => {
		news.tell(true);
	});
	const running = {
		write(text: string) {
			input.write(Buffer.from(text, 'latin1'));
		},
		end() {
			input.end();
		},
		leave() {
			output.fail('EPIPE');
		},
		get output() {
			return output.text;
		},
		get errors() {
			return errors.map(line => `${line}\n`).join('');
		},
		until: async (ready: () => boolean) => news.until(ready, () => `${running.output}${running.errors}`),
		ended,
		kill() {
			ending.abort();
		},
	};
	return running;
}

/** A program of this machine. */
export function program(command: string, argv: readonly string[]): Running {
	const child: ChildProcess = spawn(command, argv, {stdio: 'pipe'});
	const news = new News();
	const heard = {stdout: '', stderr: ''};
	for (const name of ['stdout', 'stderr'] as const) {
		child[name]!.setEncoding('latin1').on('data', (text: string) => {
			heard[name] += text;
			news.tell();
		});
	}

	child.stdin!.on('error', () => undefined);
	const ended = new Promise<number>(resolve => {
		child.once('close', code => {
			resolve(code ?? -1);
			news.tell(true);
		});
	});
	const running = {
		write(text: string) {
			child.stdin!.write(text, 'latin1');
		},
		end() {
			child.stdin!.end();
		},
		leave() {
			child.stdout!.destroy();
		},
		get output() {
			return heard.stdout;
		},
		get errors() {
			return heard.stderr;
		},
		until: async (ready: () => boolean) => news.until(ready, () => `${running.output}${running.errors}`),
		ended,
		kill() {
			child.kill();
		},
	};
	return running;
}

/** A TCP port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const {port} = server.address() as net.AddressInfo;
	await new Promise(resolve => {
		server.close(resolve);
	});
	return port;
}
