/**
Keeps listening sockets open in another process, where nobody calls accept(2) on them. libuv accepts whatever arrives at
a listening socket of this process, and cannot pause.

The process is started when the first socket is kept. It opens nothing, and ends when this process ends, also by
SIGKILL. One that does not answer, because somebody has stopped it, is ended.
*/
import {type ChildProcess, fork} from 'node:child_process';
import process from 'node:process';
import {limits} from '../../core/limits.ts';
import {partProcess} from '../../core/parts.ts';
import type {ListeningHandle} from '../handle.ts';
import type {FromKeeper, ToKeeper} from './keeper-messages.ts';

/** A listening socket in the keeper's process. */
export type KeptSocket = {
	/** Brings it back; undefined when the keeper's process has ended, and the socket with it. */
	takeBack(): Promise<ListeningHandle | undefined>;
	/** Closes it. */
	close(): void;
};

type Kept = {
	/** The process has ended. */
	readonly gone: () => void;
	/** It has been brought back, or there is nothing to be brought back. */
	readonly returned?: (handle?: ListeningHandle) => void;
};

class Keeper {
	readonly #child: ChildProcess;
	readonly #kept = new Map<number, Kept>();
	#last = 0;

	constructor(ended: (keeper: Keeper) => void) {
		const [program, ...words] = partProcess({part: 'keeper', from: import.meta.url, source: 'keeper-main.ts'}, []);
		this.#child = fork(program!, words, {
			// In a process group of its own: Ctrl+C and Ctrl+Z are for the session.
			detached: true,
			env: {...process.env, NODE_OPTIONS: ''},
			execArgv: [],
			stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		});
		this.#child.on('message', (message, handle) => {
			const {id} = message as FromKeeper;
			const returned = handle as unknown as ListeningHandle | undefined;
			const kept = this.#forget(id);
			if (kept === undefined) {
				// Closed while it was on its way.
				returned?.close();
			} else {
				kept.returned?.(returned);
			}
		});
		for (const event of ['error', 'disconnect', 'exit']) {
			this.#child.once(event, () => {
				ended(this);
				this.#lose();
			});
		}
	}

	/**
	Resolves once the socket is on its way, in the same turn of the event loop unless another is just being passed:
	`handle` can be closed here then. Undefined when the process is not there.
	*/
	async keep(handle: ListeningHandle, lost: () => void): Promise<KeptSocket | undefined> {
		const id = ++this.#last;
		return new Promise(resolve => {
			if (!this.#child.connected) {
				resolve(undefined);
				return;
			}

			const passed = this.#inTime(resolve);
			this.#remember(id, {gone: passed});
			const message: ToKeeper = {type: 'keep', id};
			this.#child.send(message, handle as never, {keepOpen: true}, error => {
				if (error === null && this.#kept.has(id)) {
					this.#kept.set(id, {gone: lost});
					passed({takeBack: async () => this.#takeBack(id), close: () => {
						this.#close(id);
					}});
				} else {
					this.#forget(id);
					passed();
				}
			});
		});
	}

	async #takeBack(id: number): Promise<ListeningHandle | undefined> {
		const kept = this.#kept.get(id);
		return new Promise(resolve => {
			if (kept === undefined) {
				resolve(undefined);
				return;
			}

			const returned = this.#inTime(resolve);
			const gone = () => {
				kept.gone();
				returned();
			};

			this.#kept.set(id, {gone, returned});
			this.#post({type: 'return', id});
		});
	}

	#close(id: number): void {
		const kept = this.#forget(id);
		if (kept !== undefined) {
			kept.returned?.();
			this.#post({type: 'close', id});
		}
	}

	/** `resolve`, before which the process is ended when it takes too long: what waits for it is told then. */
	#inTime<Answer>(resolve: (answer?: Answer) => void): (answer?: Answer) => void {
		const timer = setTimeout(() => {
			this.#child.kill('SIGKILL');
		}, limits.keeper_ms);
		return answer => {
			clearTimeout(timer);
			resolve(answer);
		};
	}

	#post(message: ToKeeper): void {
		// A process that has ended has reported so, or will.
		this.#child.send(message, () => undefined);
	}

	#remember(id: number, kept: Kept): void {
		this.#kept.set(id, kept);
		this.#child.ref();
		this.#child.channel?.ref();
	}

	/** Without a socket in it, the process does not keep this one running. */
	#forget(id: number): Kept | undefined {
		const kept = this.#kept.get(id);
		this.#kept.delete(id);
		if (this.#kept.size === 0) {
			this.#child.unref();
			this.#child.channel?.unref();
		}

		return kept;
	}

	#lose(): void {
		const lost = this.#kept.values().toArray();
		this.#kept.clear();
		for (const {gone} of lost) {
			gone();
		}
	}
}

let keeper: Keeper | undefined;

/**
Passes a listening socket to the keeper, which is started for the first one. Resolves in the same turn of the event loop
unless another socket is just being passed; nothing has been accepted meanwhile if `handle` is closed then. Undefined
when the process cannot be started. `lost` is called when it ends, and the socket with it.
*/
export async function keepSocket(handle: ListeningHandle, lost: () => void): Promise<KeptSocket | undefined> {
	keeper ??= new Keeper(ended => {
		keeper = keeper === ended ? undefined : keeper;
	});
	return keeper.keep(handle, lost);
}
