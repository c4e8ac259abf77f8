import type dgram from 'node:dgram';
import net from 'node:net';
import {addressText, formatAddress, type Address, type InternetAddress} from '../core/address.ts';
import {addressedCalls, type Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {DatagramEndpoint, DatagramObserver, DatagramOptions} from '../core/network.ts';
import {formatCount} from '../core/quantities.ts';
import {DatagramHandle, descriptorOf, type Outcome} from './datagram-handle.ts';
import {errnoOf} from './errno.ts';
import {KnownAddresses} from './known-addresses.ts';
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
	readonly #handle: DatagramHandle;
	readonly #known = new KnownAddresses();
	/** Sends whose outcome is not known yet, and names that are looked up. */
	#pending = 0;
	readonly #inode: number | undefined;
	/** As it was at the close. */
	#lastDrops: number | undefined;
	/** Closing: close(2) is made once the result of each send is known. */
	#life: 'open' | 'closing' | 'closed' = 'open';

	constructor(socket: dgram.Socket, asked: InternetAddress, remote: InternetAddress | undefined) {
		this.#socket = socket;
		this.#handle = new DatagramHandle(socket);
		this.#inode = inodeOf(descriptorOf(socket));
		const {address, port} = socket.address();
		this.local = {...asked, host: remote === undefined ? asked.host : address, port};
		if (remote !== undefined) {
			this.remote = remote;
		}
	}

	/** Starts reporting to `observer`. */
	observe(observer: DatagramObserver): void {
		this.#observer = observer;
		this.#handle.read({
			received: (bytes, host, port) => {
				const from = this.#known.at(host, port);
				observer.fact(this.#callFact('recv', limits.recv_bytes, bytes.length, addressText(from)), bytes, from);
				observer.received(bytes, from);
			},
			failed: errno => {
				this.#failed('recv', errno);
			},
		});
		this.#socket.on('error', error => {
			this.#failed('send', errnoOf(error));
		});
	}

	get queued_bytes(): number {
		return this.#pending === 0 ? 0 : this.#socket.getSendQueueSize();
	}

	send(bytes: Uint8Array, to?: Address): void {
		const remote = this.remote ?? to as InternetAddress;
		if (this.#life !== 'open') {
			return;
		}

		if (this.#known.has(remote) || net.isIP(remote.host) !== 0) {
			this.#sendTo(bytes, remote);
		} else {
			void this.#sendToName(bytes, remote);
		}
	}

	systemDrops(): number | undefined {
		if (this.#life === 'closed' || this.#inode === undefined) {
			return this.#lastDrops;
		}

		return dropsOf(this.#inode, this.#isSix ? 6 : 4);
	}

	hold(): void {
		this.#handle.hold();
	}

	resume(): void {
		this.#handle.resume();
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

		const reason = this.#pending === 0 ? undefined : this.#whyFull(bytes);
		if (reason !== undefined) {
			this.#drop(bytes, {queued: this.queued_bytes, message: reason});
			return;
		}

		const outcome = this.#handle.send(bytes, this.remote === undefined ? remote : undefined, later => {
			this.#pending--;
			this.#sent(bytes, remote, later);
			this.#closeWhenSent();
		});
		if (outcome === undefined) {
			this.#pending++;
		} else {
			this.#sent(bytes, remote, outcome);
		}
	}

	/** Why the queue cannot take it, if it cannot. */
	#whyFull(bytes: Uint8Array): string | undefined {
		if (this.queued_bytes + bytes.length > limits.queue_bytes) {
			return `the queue holds ${limits.queue_bytes} bytes at the most`;
		}

		return this.#socket.getSendQueueCount() >= limits.queue_pieces
			? `the queue holds ${formatCount(limits.queue_pieces)} datagrams at the most`
			: undefined;
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

	#sent(bytes: Uint8Array, to: InternetAddress, outcome: Outcome): void {
		const remote = addressText(to);
		if (typeof outcome === 'number') {
			this.#observer.fact(this.#callFact('send', bytes.length, outcome, remote), bytes);
		} else {
			this.#failed('send', outcome, {asked: bytes.length, remote});
		}
	}

	/** With the name that the call has on a socket that is not connected. */
	#callFact(event: 'send' | 'recv', asked: number, result: number, remote: string): Fact {
		return this.remote === undefined
			? {event, asked, result, remote, call: addressedCalls[event]}
			: {event, asked, result, remote};
	}

	#failed(call: 'send' | 'recv', errno: string, more: Partial<Fact> = {}): void {
		if (this.#life === 'closed') {
			return;
		}

		const remote = more.remote ?? (this.remote === undefined ? '' : formatAddress(this.remote));
		const {args: _, ...fact} = failedFact(call, remote, errno, more);
		const asked = call === 'recv' && {asked: limits.recv_bytes};
		const addressed = this.remote === undefined && {call: addressedCalls[call]};
		this.#observer.fact({...fact, event: call, ...asked, ...(remote !== '' && {remote}), ...addressed});
	}
}
