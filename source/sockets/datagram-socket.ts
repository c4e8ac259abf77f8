import type dgram from 'node:dgram';
import net from 'node:net';
import {formatAddress, type Address, type InternetAddress} from '../core/address.ts';
import {addressedCalls, type Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {DatagramEndpoint, DatagramObserver, DatagramOptions} from '../core/network.ts';
import {formatCount} from '../core/quantities.ts';
import {datagramHandleOf} from './handle.ts';
import {familyOf, resolveAddress} from './resolve.ts';
import {inodeOf} from './proc-net.ts';
import {dropsOf} from './system-drops.ts';
import {closeFact, failedFact, setsockoptFact} from './socket-facts.ts';

/** A UDP socket that is bound, as an endpoint. */
export class DatagramSocket implements DatagramEndpoint {
	readonly local: InternetAddress;
	readonly remote?: InternetAddress;
	readonly #socket: dgram.Socket;
	#observer!: DatagramObserver;
	/** Sends made whose result Node tells with the next tick. */
	#pending = 0;
	readonly #inode: number | undefined;
	/** As it was at the close. */
	#lastDrops: number | undefined;
	/** Closing: close(2) is made once the result of each send is known. */
	#life: 'open' | 'closing' | 'closed' = 'open';

	constructor(socket: dgram.Socket, asked: InternetAddress, remote: InternetAddress | undefined) {
		this.#socket = socket;
		this.#inode = inodeOf(datagramHandleOf(socket)?.fd ?? -1);
		const {address, port} = socket.address();
		this.local = {...asked, host: remote === undefined ? asked.host : address, port};
		if (remote !== undefined) {
			this.remote = remote;
		}
	}

	/** Starts reporting to `observer`. */
	observe(observer: DatagramObserver): void {
		this.#observer = observer;
		this.#socket.on('message', (bytes, from) => {
			const address: InternetAddress = {transport: 'udp', host: from.address, port: from.port};
			const remote = formatAddress(address);
			const counts = {asked: limits.recv_bytes, result: bytes.length};
			observer.fact(this.#named({event: 'recv', ...counts, remote}), bytes, address);
			observer.received(bytes, address);
		});
		this.#socket.on('error', (error: NodeJS.ErrnoException) => {
			this.#failed(error.syscall === 'recvmsg' ? 'recv' : 'send', error);
		});
	}

	get queued_bytes(): number {
		return this.#life === 'closed' ? 0 : this.#socket.getSendQueueSize();
	}

	send(bytes: Uint8Array, to?: Address): void {
		const remote = this.remote ?? to as InternetAddress;
		if (this.#life !== 'open') {
			return;
		}

		if (net.isIP(remote.host) === 0) {
			void this.#sendToName(bytes, remote);
		} else {
			this.#sendTo(bytes, remote);
		}
	}

	systemDrops(): number | undefined {
		if (this.#life === 'closed' || this.#inode === undefined) {
			return this.#lastDrops;
		}

		return dropsOf(this.#inode, this.#isSix ? 6 : 4);
	}

	hold(): void {
		datagramHandleOf(this.#socket)?.recvStop();
	}

	resume(): void {
		datagramHandleOf(this.#socket)?.recvStart();
	}

	close(): void {
		if (this.#life === 'open') {
			this.#life = 'closing';
			this.#closeWhenSent();
		}
	}

	destroy(): void {
		this.close();
	}

	set(options: DatagramOptions): void {
		if (options.ttl !== undefined) {
			this.#option(this.#isSix ? 'IPV6_UNICAST_HOPS' : 'IP_TTL', options.ttl, () => this.#socket.setTTL(options.ttl!));
		}

		if (options.broadcast !== undefined) {
			this.#option('SO_BROADCAST', options.broadcast, () => {
				this.#socket.setBroadcast(options.broadcast!);
			});
		}
	}

	join(group: Address): void {
		const {host} = group as InternetAddress;
		this.#option(this.#isSix ? 'IPV6_JOIN_GROUP' : 'IP_ADD_MEMBERSHIP', host, () => {
			this.#socket.addMembership(host, this.#multicastInterface());
		});
	}

	leave(group: Address): void {
		const {host} = group as InternetAddress;
		this.#option(this.#isSix ? 'IPV6_LEAVE_GROUP' : 'IP_DROP_MEMBERSHIP', host, () => {
			this.#socket.dropMembership(host, this.#multicastInterface());
		});
	}

	/** A name is looked up first, each time; the send follows as soon as it is known. */
	async #sendToName(bytes: Uint8Array, remote: InternetAddress): Promise<void> {
		this.#pending++;
		const [found] = await resolveAddress({...remote, family: this.#isSix ? 6 : 4}, fact => {
			this.#observer.fact(fact);
		});
		this.#pending--;
		if (found !== undefined) {
			this.#sendTo(bytes, found.address as InternetAddress);
		}

		this.#closeWhenSent();
	}

	/** A datagram may come from port 0, which cannot be sent to: Node throws, sendto(2) says EINVAL. */
	#sendTo(bytes: Uint8Array, remote: InternetAddress): void {
		if (remote.port === 0) {
			this.#drop(bytes, {remote: formatAddress(remote), message: 'nobody can be reached at port 0'});
			return;
		}

		if (this.queued_bytes + bytes.length > limits.queue_bytes) {
			this.#drop(bytes, {queued: this.queued_bytes, message: `the queue holds ${limits.queue_bytes} bytes at the most`});
			return;
		}

		if (this.#socket.getSendQueueCount() >= limits.queue_pieces) {
			const message = `the queue holds ${formatCount(limits.queue_pieces)} datagrams at the most`;
			this.#drop(bytes, {queued: this.queued_bytes, message});
			return;
		}

		this.#pending++;
		const done = (error: unknown, count?: number) => {
			this.#pending--;
			this.#sent(bytes, remote, error ?? count ?? bytes.length);
		};

		if (this.remote === undefined) {
			this.#socket.send(bytes, remote.port, remote.host, done);
		} else {
			this.#socket.send(bytes, done);
		}
	}

	#drop(bytes: Uint8Array, why: Partial<Fact>): void {
		this.#observer.fact({event: 'dropped', bytes: bytes.length, ...why});
	}

	#closeWhenSent(): void {
		if (this.#life !== 'closing' || this.#pending > 0) {
			return;
		}

		this.#lastDrops = this.systemDrops();
		this.#life = 'closed';
		this.#socket.close();
		this.#observer.fact(closeFact);
		this.#observer.closed();
	}

	get #isSix(): boolean {
		return familyOf(this.local) === 6;
	}

	/** The interface of the address it is bound to; with none chosen, the system's default one. */
	#multicastInterface(): string | undefined {
		return this.local.host === '0.0.0.0' || this.local.host.includes(':') ? undefined : this.local.host;
	}

	#option(name: string, value: number | string | boolean, set: () => unknown): void {
		try {
			set();
			this.#observer.fact(setsockoptFact(name, value));
		} catch (error) {
			this.#observer.fact(failedFact('setsockopt', `${name}, ${String(value)}`, error));
		}
	}

	/** `outcome`: the count that the system accepted, or the error it returned. */
	#sent(bytes: Uint8Array, remote: InternetAddress, outcome: unknown): void {
		const name = formatAddress(remote);
		if (typeof outcome === 'number') {
			const counts = {asked: bytes.length, result: outcome};
			this.#observer.fact(this.#named({event: 'send', ...counts, remote: name}), bytes);
		} else {
			this.#failed('send', outcome, {asked: bytes.length, remote: name});
		}

		this.#closeWhenSent();
	}

	#failed(call: 'send' | 'recv', error: unknown, more: Partial<Fact> = {}): void {
		if (this.#life === 'closed') {
			return;
		}

		const remote = more.remote ?? (this.remote === undefined ? '' : formatAddress(this.remote));
		const {args: _, ...fact} = failedFact(call, remote, error, more);
		const asked = call === 'recv' && {asked: limits.recv_bytes};
		this.#observer.fact(this.#named({...fact, event: call, ...asked, ...(remote !== '' && {remote})}));
	}

	/** With the name that the call has on a socket that is not connected. */
	#named(fact: Fact & {readonly event: 'send' | 'recv'}): Fact {
		return this.remote === undefined ? {...fact, call: addressedCalls[fact.event]} : fact;
	}
}
