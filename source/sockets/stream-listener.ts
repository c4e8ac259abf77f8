import net from 'node:net';
import {getSystemErrorName as systemErrorName} from 'node:util';
import {type Address, formatAddress} from '../core/address.ts';
import {limits} from '../core/limits.ts';
import type {Listener, ListenerObserver, ListenRequest, StreamOptions, Waiting} from '../core/network.ts';
import {keepSocket, type KeptSocket} from './backlog/keeper.ts';
import {maxWaiting, waitingConnections} from './backlog/waiting.ts';
import {descriptorShortage} from './descriptors.ts';
import {explainErrno} from './errno.ts';
import {type AcceptedHandle, handleOf, onAccept, serverOn, socketOf} from './handle.ts';
import {connectionEnds} from './names.ts';
import {inodeOf} from './proc-net.ts';
import {RecvBuffer} from './recv-buffer.ts';
import {familyOf} from './resolve.ts';
import {SocketFile} from './socket-file.ts';
import {closeFact, failedFact} from './socket-facts.ts';
import {chosenOptions, StreamSocket} from './stream-socket.ts';

/**
A listening socket. While accept is held, the socket is in the keeper's process (`backlog/keeper.ts`) and connections
wait in its backlog.
*/
export class StreamListener implements Listener {
	readonly local: Address;
	readonly #observer: ListenerObserver;
	readonly #backlog: number;
	readonly #max_waiting: number;
	readonly #file: SocketFile;
	readonly #inode: number | undefined;
	#options: StreamOptions;
	/** Where the socket is. */
	#socket: net.Server | KeptSocket;
	/** What was asked for last; the socket follows. */
	#wantsHold = false;
	#isHeld = false;
	#isChanging = false;
	#isClosed = false;

	constructor(server: net.Server, request: ListenRequest, local: Address, observer: ListenerObserver) {
		this.local = local;
		this.#observer = observer;
		this.#backlog = request.backlog;
		this.#max_waiting = maxWaiting(request.backlog);
		this.#options = request;
		this.#file = new SocketFile(local);
		this.#inode = inodeOf(handleOf(server)?.fd ?? -1);
		this.#socket = server;
		this.#accept(server);
	}

	async hold(): Promise<void> {
		this.#wantsHold = true;
		await this.#change();
	}

	async resume(): Promise<void> {
		this.#wantsHold = false;
		await this.#change();
	}

	waiting(): Waiting | undefined {
		const family = familyOf(this.local);
		const connections = family === 'unix' || this.#inode === undefined
			? undefined
			: waitingConnections(this.#inode, family);
		return connections === undefined ? undefined : {connections, max_connections: this.#max_waiting};
	}

	set(changes: Partial<StreamOptions>): void {
		this.#options = {...this.#options, ...changes};
	}

	close(): void {
		if (this.#isClosed) {
			return;
		}

		const isAnothers = this.#end();
		this.#observer.fact(closeFact);
		if (isAnothers) {
			this.#observer.fact({event: 'note', message: `${formatAddress(this.local)} is another file by now, and stays`});
		}

		this.#observer.closed();
	}

	/** Closes the socket where it is. True when its file has been replaced by another. */
	#end(): boolean {
		this.#isClosed = true;
		return this.#file.removeWith(() => {
			this.#socket.close();
		});
	}

	/** Passes the socket on until it is where it should be. */
	async #change(): Promise<void> {
		if (this.#isChanging) {
			return;
		}

		this.#isChanging = true;
		while (!this.#isClosed && this.#wantsHold !== this.#isHeld) {
			await (this.#socket instanceof net.Server ? this.#pass(this.#socket) : this.#takeBack(this.#socket));
		}

		this.#isChanging = false;
	}

	async #pass(server: net.Server): Promise<void> {
		const kept = await keepSocket(handleOf(server)!, () => {
			this.#lose();
		});
		if (kept === undefined) {
			this.#wantsHold = false;
			const message = 'accept cannot be held: the process that would keep the socket cannot be started';
			this.#observer.fact({event: 'error', message});
			return;
		}

		if (this.#isClosed) {
			kept.close();
			return;
		}

		this.#file.keepDuring(() => {
			server.close();
		});
		this.#socket = kept;
		this.#isHeld = true;
		this.#observer.fact({event: 'held', message: 'accept is not called until resume: connections wait in the backlog'});
	}

	async #takeBack(kept: KeptSocket): Promise<void> {
		const shortage = descriptorShortage(limits.spare_descriptors);
		if (shortage !== undefined) {
			this.#wantsHold = true;
			this.#observer.fact(failedFact('accept', formatAddress(this.local), shortage));
			return;
		}

		const handle = await kept.takeBack();
		if (this.#isClosed) {
			handle?.close();
			return;
		}

		if (handle === undefined) {
			this.#lose();
			return;
		}

		const server = serverOn(handle, this.#backlog);
		this.#socket = server;
		this.#isHeld = false;
		this.#observer.fact({event: 'resumed'});
		this.#accept(server);
	}

	/** The keeper's process was ended by somebody else. */
	#lose(): void {
		if (this.#isClosed) {
			return;
		}

		this.#end();
		const message = 'the process that kept the socket while accept was held has ended: the socket is closed';
		this.#observer.fact({event: 'error', message});
		this.#observer.closed();
	}

	#accept(server: net.Server): void {
		onAccept(server, accepted => {
			if (typeof accepted === 'number') {
				this.#observer.fact(failedFact('accept', formatAddress(this.local), systemErrorName(accepted)));
			} else {
				this.#open(accepted);
			}
		});
	}

	#open(handle: AcceptedHandle): void {
		const buffer = new RecvBuffer(this.#options);
		const socket = socketOf(handle, {allowHalfOpen: true, onread: buffer.onread});
		const ends = connectionEnds(socket, this.local);
		const shortage = descriptorShortage(limits.spare_descriptors);
		if (shortage !== undefined) {
			socket.destroy();
			const message = `accepted and closed at once: ${explainErrno(shortage, 'accept', '')!}`;
			this.#observer.fact({event: 'refused', call: 'accept', errno: shortage, ...ends, message});
			return;
		}

		const endpoint = new StreamSocket(socket, buffer, ends);
		endpoint.observe(this.#observer.accepted(endpoint));
		endpoint.set(chosenOptions(this.#options));
	}
}
