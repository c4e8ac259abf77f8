import {concatBytes} from '../core/bytes.ts';
import {limits} from '../core/limits.ts';
import {formatSize} from '../core/quantities.ts';
import {rejectArguments} from './reject-arguments.ts';
import {perPeer} from './per-peer.ts';
import type {Service, ServiceConnection, ServiceTools, StreamHandler} from './service.ts';

const encoder = new TextEncoder();
const lineFeed = 0x0A;

/**
Sends what one client sends to all others, with its name before it, and announces who joins and leaves. Each recv is one
message. Over UDP an address joins with its first datagram and leaves with an empty one.
*/
export const chat: Service = {
	name: 'chat',
	usage: 'chat',
	summary: 'sends what one client sends to all the others',
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

/** Sends no answer, because the address of a datagram can be forged. */
function rejectPeer(peer: ServiceConnection): StreamHandler {
	peer.note(`rejected: over UDP a chat has at most ${limits.chat_datagram_members} members`);
	peer.close();
	return {};
}

/** Sends the reason, then closes. */
function rejectStream(connection: ServiceConnection): StreamHandler {
	connection.note(`rejected: a chat has at most ${limits.chat_members} members`);
	connection.send(encoder.encode(`* the chat is full: it has ${limits.chat_members} members\n`));
	connection.close();
	return {};
}

function presence(names: readonly string[]): string {
	return names.length === 0 ? 'nobody else is' : `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'}`;
}

class Room {
	readonly #tools: Pick<ServiceTools, 'after'>;
	readonly #members = new Set<ServiceConnection>();
	/** Members with too much queued, and how to cancel the timer that drops them. */
	readonly #slow = new Map<ServiceConnection, () => void>();
	/** Members that are not read until nobody is slow. */
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
		member.send(encoder.encode(`* you are ${member.name}; ${presence(others)} here\n`));
		this.#tellOthers(member, `* ${member.name} has joined\n`);
		return {
			received: bytes => {
				this.say(member, bytes);
			},
			drained: () => {
				this.#recover(member);
			},
			ended() {
				member.close();
			},
			closed: errno => {
				this.#leave(member, `* ${member.name} has left${errno === undefined ? '' : ` (${errno})`}\n`);
			},
		};
	}

	/** Forwards a message, with a line feed at its end. While a member is slow, the sender is not read. */
	say(from: ServiceConnection, bytes: Uint8Array): void {
		const end = encoder.encode(bytes.at(-1) === lineFeed ? '' : '\n');
		this.#forward(from, concatBytes([encoder.encode(`${from.name}: `), bytes, end]));
		if (this.#slow.size > 0) {
			this.#held.add(from);
			from.hold();
		}
	}

	#tellOthers(from: ServiceConnection, text: string): void {
		this.#forward(from, encoder.encode(text));
	}

	#forward(from: ServiceConnection, message: Uint8Array): void {
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

	/** Resets, because a close would wait for what is queued. */
	#drop(member: ServiceConnection): void {
		member.note(
			`dropped from the chat: ${formatSize(member.queued_bytes())} queued, the limit is ${formatSize(limits.chat_queue_bytes)}`,
		);
		this.#leave(member, `* ${member.name} was dropped: it does not read\n`);
		member.reset();
	}

	#leave(member: ServiceConnection, word: string): void {
		if (!this.#members.delete(member)) {
			return;
		}

		this.#recover(member);
		this.#tellOthers(member, word);
	}

	#recover(member: ServiceConnection): void {
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
