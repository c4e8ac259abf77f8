import type {LabEvent} from '../../core/events.ts';
import type {EndpointAddresses} from '../format.ts';
import {forgetFirst} from '../read/forget-first.ts';
import type {PacketContext} from './conversation.ts';
import {hostOf, type Host} from './host.ts';
import {hostText, type Namer} from './naming.ts';
import {writeDatagram} from './packets.ts';

/** UDP: one packet for each datagram, told by the send where both ends live in this process. */
export class DatagramPackets {
	readonly #addresses: (name: string) => EndpointAddresses | undefined;
	/** Where sockets said that they are bound. */
	readonly #bound = new Map<string, string>();
	readonly #named: Namer;
	/** Who was named last as the end of two addresses. */
	readonly #names = new Map<string, string>();

	constructor(ends: (name: string) => EndpointAddresses | undefined, named: Namer) {
		this.#addresses = ends;
		this.#named = named;
	}

	/** Whether the event is a datagram that can be shown; then it is written. */
	take({chunks, time, comments}: PacketContext, event: LabEvent, bytes: Uint8Array | undefined): boolean {
		this.#learn(event);
		if (bytes === undefined || (event.event !== 'send' && event.event !== 'recv')) {
			return false;
		}

		const ends = this.#addresses(event.endpoint);
		const localText = ends?.local ?? this.#bound.get(event.endpoint) ?? this.#bound.get(listenerOf(event.endpoint));
		const remoteText = event.remote ?? ends?.remote;
		const local = localText === undefined ? undefined : hostOf(localText, remoteText);
		const remote = remoteText === undefined ? undefined : hostOf(remoteText, localText);
		if (remote === undefined || local?.address.length !== remote.address.length) {
			return false;
		}

		this.#name(event, local, remote);
		if (event.isShownAtPeer === undefined) {
			const [from, to] = event.event === 'send' ? [local, remote] : [remote, local];
			writeDatagram({chunks, from, to, time, comments: comments()}, bytes);
		}

		return true;
	}

	#name({endpoint: name, side}: LabEvent, local: Host, remote: Host): void {
		const key = `${local.key} ${remote.key}`;
		if (this.#names.get(key) !== name) {
			this.#names.set(key, name);
			forgetFirst(this.#names);
			const [here, there] = [hostText(local, 'udp'), hostText(remote, 'udp')];
			this.#named({name, side, transport: 'udp', local: here, remote: there});
		}
	}

	#learn({event, endpoint, local, errno}: LabEvent): void {
		if ((event === 'bind' || event === 'connect') && local !== undefined && errno === undefined) {
			this.#bound.set(endpoint, local);
		} else if (event === 'close') {
			this.#bound.delete(endpoint);
		}
	}
}

function listenerOf(peer: string): string {
	return peer.split('.', 1)[0]!;
}
