import {concatBytes} from '../core/bytes.ts';
import {limits} from '../core/limits.ts';
import {formatSize} from '../core/quantities.ts';
import {rejectArguments} from './reject-arguments.ts';
import {perPeer} from './per-peer.ts';
import type {Service, ServiceConnection, ServiceTools, StreamHandler} from './service.ts';

const encoder = new TextEncoder();
const lineFeed = 0x0A;

/** What one client sends goes to all others, with its name before it; who comes and who leaves is told. Each recv is one message, for a stream has no borders of its own. A datagram's sender is in from its first to an empty one. */
export const chat: Service = {
	name: 'chat',
	usage: 'chat',
	summary: 'what one client sends goes to all the others',
	serve(words, tools) {
		const room = new Room(tools);
		return rejectArguments('chat', words) ?? {
			stream: connection => (room.size < limits.chat_members ? room.enter(connection) : rejectStream(connection)),
			datagram: perPeer(peer => (room.size < limits.chat_datagram_members ? byDatagrams(room, peer) : rejectPeer(peer))),
		};
	},
};

function byDatagrams(room: Room, peer: ServiceConnection): StreamHandler {
	return {
		...room.enter(peer),
		received(bytes) {
			if (bytes.length === 0) {
				peer.close();
			} else {
				room.say(peer, bytes);
			}
		},
	};
}

/** Nothing is answered: where a datagram says that it comes from is not proved, and each who comes is told to all. */
function rejectPeer(peer: ServiceConnection): StreamHandler {
	peer.note(`turned away: over UDP a chat has ${limits.chat_datagram_members} members at the most`);
	peer.close();
	return {};
}

/** It is told why: each message goes to all members, and each who comes is told to all. */
function rejectStream(connection: ServiceConnection): StreamHandler {
	connection.note(`turned away: a chat has ${limits.chat_members} members at the most`);
	connection.send(encoder.encode(`* the chat is full: it has ${limits.chat_members} members\n`));
	connection.close();
	return {};
}

class Room {
	readonly #tools: Pick<ServiceTools, 'after'>;
	readonly #members = new Set<ServiceConnection>();
	/** Who has too much waiting, and how to take back that it is dropped for it. */
	readonly #slow = new Map<ServiceConnection, () => void>();
	/** Who is not read until nobody is slow. */
	readonly #held = new Set<ServiceConnection>();

	constructor(tools: Pick<ServiceTools, 'after'>) {
		this.#tools = tools;
	}

	get size(): number {
		return this.#members.size;
	}

	enter(member: ServiceConnection): StreamHandler {
		const others = [...this.#members].map(({name}) => name);
		this.#members.add(member);
		member.send(encoder.encode(`* you are ${member.name}; ${others.length === 0 ? 'nobody else is' : `${others.join(', ')} ${others.length === 1 ? 'is' : 'are'}`} here\n`));
		this.#tellOthers(member, `* ${member.name} has come\n`);
		return {
			received: bytes => {
				this.say(member, bytes);
			},
			drained: () => {
				this.#catchUp(member);
			},
			ended() {
				member.close();
			},
			closed: errno => {
				this.#leave(member, `* ${member.name} has left${errno === undefined ? '' : ` (${errno})`}\n`);
			},
		};
	}

	/** Passes a message on, and ends its line when it does not. While somebody does not take it, its sender is not read. */
	say(from: ServiceConnection, bytes: Uint8Array): void {
		const end = encoder.encode(bytes.at(-1) === lineFeed ? '' : '\n');
		this.#passOn(from, concatBytes([encoder.encode(`${from.name}: `), bytes, end]));
		if (this.#slow.size > 0) {
			this.#held.add(from);
			from.hold();
		}
	}

	#tellOthers(from: ServiceConnection, text: string): void {
		this.#passOn(from, encoder.encode(text));
	}

	#passOn(from: ServiceConnection, message: Uint8Array): void {
		for (const member of this.#members) {
			if (member === from) {
				continue;
			}

			member.send(message);
			if (member.queued_bytes() > limits.chat_queue_bytes && !this.#slow.has(member)) {
				this.#slow.set(member, this.#tools.after(limits.chat_timeout_ms, () => {
					this.#drop(member);
				}));
			}
		}
	}

	/** A reset, for what waits would keep a close waiting too. */
	#drop(member: ServiceConnection): void {
		member.note(`dropped from the chat: ${formatSize(member.queued_bytes())} wait for it, ${formatSize(limits.chat_queue_bytes)} may`);
		this.#leave(member, `* ${member.name} was dropped: it does not read\n`);
		member.reset();
	}

	#leave(member: ServiceConnection, word: string): void {
		if (!this.#members.delete(member)) {
			return;
		}

		this.#catchUp(member);
		this.#tellOthers(member, word);
	}

	#catchUp(member: ServiceConnection): void {
		this.#slow.get(member)?.();
		this.#slow.delete(member);
		if (this.#slow.size > 0) {
			return;
		}

		for (const held of this.#held) {
			held.resume();
		}

		this.#held.clear();
	}
}
