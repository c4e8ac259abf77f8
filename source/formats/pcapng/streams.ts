/**
The TCP conversations of a session, found by the addresses of their ends, so that both ends' events describe the same
packets.
*/
import type {LabEvent, Side} from '../../core/events.ts';
import {limits} from '../../core/limits.ts';
import {isName} from '../endpoint-name.ts';
import type {EndpointAddresses} from '../format.ts';
import {Conversation, type PacketContext, type SideIndex} from './conversation.ts';
import {hostOf, type Host} from './host.ts';
import {hostText, type Namer} from './naming.ts';

type Addresses = {readonly local: string; readonly remote: string};

/** An endpoint's place in a conversation. */
type Place = {readonly conversation: Conversation; readonly side: SideIndex; lingers: boolean};

/** Any number would do; these differ by side so that a mix-up shows. */
const firstNumbers = [1_000_000, 2_000_000] as const;

const resets = new Set(['ECONNRESET', 'EPIPE']);

export class Streams {
	readonly #addresses: (name: string) => EndpointAddresses | undefined;
	readonly #named: Namer;
	readonly #parts = new Map<string, Place>();
	readonly #conversations = new Map<string, Conversation>();

	constructor(ends: (name: string) => EndpointAddresses | undefined, named: Namer) {
		this.#addresses = ends;
		this.#named = named;
	}

	/** A connection was made: `client` began it. */
	opened(context: PacketContext, name: string, {local, remote}: Addresses, client: 'local' | 'remote'): void {
		const part = this.#join(name, hostOf(local, remote), hostOf(remote, local));
		if (part !== undefined) {
			this.#name(part, part.side, name, client === 'local' ? 'client' : 'server');
			part.conversation.open(context, client === 'local' ? part.side : other(part.side));
		}
	}

	/** Whether the event belongs to a TCP connection; then its packets, if it makes any, are written. */
	take(context: PacketContext, event: LabEvent, bytes: Uint8Array | undefined): boolean {
		const part = this.#parts.get(event.endpoint) ?? this.#find(event.endpoint);
		if (part === undefined) {
			return false;
		}

		const {conversation, side} = part;
		this.#nameBoth(part, event);
		if (event.errno !== undefined && resets.has(event.errno)) {
			conversation.reset(context, other(side));
		} else if (event.event === 'send' && bytes !== undefined) {
			conversation.send(context, side, bytes);
		} else if (event.event === 'recv') {
			this.#received(context, part, event, bytes);
		} else if (event.event === 'shutdown' && event.errno === undefined) {
			conversation.finish(context, side);
		} else if (event.event === 'setsockopt' && event.args?.startsWith('SO_LINGER') === true) {
			part.lingers = true;
		} else if (event.event === 'close') {
			this.#closed(context, event.endpoint, part);
		}

		return true;
	}

	/** The other end is named too where it is in this process: its own events follow that of its first bytes. */
	#nameBoth(part: Place, {endpoint, side, peer}: LabEvent): void {
		this.#name(part, part.side, endpoint, side);
		if (peer !== undefined) {
			this.#name(part, other(part.side), peer, side === 'client' ? 'server' : 'client');
		}
	}

	#name({conversation}: Place, at: SideIndex, name: string, side: Side): void {
		if (isName(name) && conversation.isNewName(at, name)) {
			const [local, remote] = [at, other(at)].map(end => hostText(conversation.hostOf(end), 'tcp')) as [string, string];
			this.#named({name, side, transport: 'tcp', local, remote});
		}
	}

	/** The bytes of this event are not to be had: the numbers go on without them. */
	skip(event: LabEvent): void {
		const part = this.#parts.get(event.endpoint);
		if (part !== undefined && (event.event === 'send' || !this.#isPaired(part, event))) {
			part.conversation.skip(event.event === 'send' ? part.side : other(part.side), event.bytes ?? 0);
		}
	}

	/** What crosses in the process was told by the send: here it is acknowledged. */
	#received(context: PacketContext, part: Place, event: LabEvent, bytes: Uint8Array | undefined): void {
		const {conversation, side} = part;
		if (event.result === 0 && bytes === undefined) {
			conversation.finish(context, other(side));
		} else if (this.#isPaired(part, event)) {
			conversation.acknowledge(context, side);
		} else if (bytes !== undefined) {
			conversation.send(context, other(side), bytes);
		}
	}

	#isPaired({conversation, side}: Place, event: LabEvent): boolean {
		return event.isShownAtPeer === true
			|| conversation.isClaimed(other(side))
			|| this.#addresses(event.endpoint)?.paired === true;
	}

	#closed(context: PacketContext, name: string, {conversation, side, lingers}: Place): void {
		if (lingers) {
			conversation.reset(context, side);
		} else {
			conversation.finish(context, side);
		}

		this.#parts.delete(name);
	}

	/** An endpoint that was there before the recording began. */
	#find(name: string): Place | undefined {
		const {local, remote, datagram} = this.#addresses(name) ?? {};
		return datagram === true || local === undefined || remote === undefined
			? undefined
			: this.#join(name, hostOf(local, remote), hostOf(remote, local));
	}

	#join(name: string, local: Host | undefined, remote: Host | undefined): Place | undefined {
		if (local === undefined || remote === undefined) {
			return undefined;
		}

		const hosts = local.key < remote.key ? [local, remote] as const : [remote, local] as const;
		const key = hosts.map(host => host.key).join(' ');
		let conversation = this.#conversations.get(key);
		if (conversation === undefined || !isJoined(conversation, local, name)) {
			// The same addresses again are another conversation.
			conversation = this.#begin(key, hosts);
			conversation.claim(conversation.sideOf(local), name);
		}

		const part: Place = {conversation, side: conversation.sideOf(local), lingers: false};
		this.#parts.set(name, part);
		return part;
	}

	#begin(key: string, hosts: readonly [Host, Host]): Conversation {
		const conversation = new Conversation(hosts, firstNumbers);
		this.#conversations.delete(key);
		this.#conversations.set(key, conversation);
		if (this.#conversations.size > limits.recorded_conversations) {
			this.#conversations.delete(this.#conversations.keys().next().value!);
		}

		return conversation;
	}
}

/** Whether the endpoint of that name is the conversation's end at `local`: it becomes that unless another was. */
function isJoined(conversation: Conversation, local: Host, name: string): boolean {
	const side = conversation.sideOf(local);
	return !(conversation.over && conversation.isClaimed(side)) && conversation.claim(side, name);
}

function other(side: SideIndex): SideIndex {
	return side === 0 ? 1 : 0;
}
