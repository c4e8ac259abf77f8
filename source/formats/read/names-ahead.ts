import {limits} from '../../core/limits.ts';
import {Queue} from '../../core/queue.ts';
import {parseNaming, type Naming, type Transport} from '../pcapng/naming.ts';
import type {CapturedComments, CapturedPacket} from './capture-format.ts';
import {forgetFirst} from './forget-first.ts';
import {PacketCopies} from './packet-copies.ts';

type Block = CapturedPacket | CapturedComments;
type Waiting = {readonly block: Block; readonly namings: readonly Naming[]; readonly copy?: Uint8Array};

/**
Reads blocks of a recording ahead of those that are taken: an endpoint may be named behind the first packet of its
conversation, as one that is accepted after the handshake.
*/
export class NamesAhead {
	readonly #waiting = new Queue<Waiting>();
	#waiting_bytes = 0;
	readonly #copies = new PacketCopies();
	/** Of the block that was taken last. */
	#taken: Uint8Array | undefined;
	/** Named by a block that waits. */
	readonly #coming = new Set<Naming>();
	/** Named before the first packet of their conversation. */
	readonly #passed = new Map<string, Naming>();

	/** `isOwn`: its comments may name endpoints, and it waits: its bytes are copied. */
	push(block: Block, isOwn: boolean): void {
		const comments = isOwn ? block.comments : [];
		const namings = comments.map(comment => parseNaming(comment)).filter(naming => naming !== undefined);
		for (const naming of namings) {
			this.#coming.add(naming);
		}

		if (isOwn && 'bytes' in block) {
			const copy = this.#copies.copy(block.bytes);
			this.#waiting.push({block: {...block, bytes: copy}, namings, copy});
		} else {
			this.#waiting.push({block, namings});
		}

		this.#waiting_bytes += sizeOf(block);
	}

	/**
	The next block, once enough behind it was read, or all (`isEnd`); with those it names whom nobody has asked for.
	Its bytes are valid until the next is asked for.
	*/
	shift(isEnd: boolean): Waiting | undefined {
		if (this.#taken !== undefined) {
			this.#copies.release(this.#taken);
			this.#taken = undefined;
		}

		const isReady = isEnd
			|| this.#waiting.length > limits.capture_ahead_packets
			|| this.#waiting_bytes > limits.capture_ahead_bytes;
		const waiting = isReady ? this.#waiting.shift() : undefined;
		if (waiting === undefined) {
			return undefined;
		}

		const {block, namings, copy} = waiting;
		this.#taken = copy;
		this.#waiting_bytes -= sizeOf(block);
		return {block, namings: namings.filter(naming => this.#coming.delete(naming))};
	}

	/** Keeps a name for a conversation that will begin. */
	keep(naming: Naming): void {
		this.#passed.set(keyOf(naming), naming);
		forgetFirst(this.#passed);
	}

	/** Whose address is `local` in the conversation that begins here; once. */
	take(end: Pick<Naming, 'transport' | 'local' | 'remote'>): Naming | undefined {
		const key = keyOf(end);
		const passed = this.#passed.get(key);
		if (this.#passed.delete(key)) {
			return passed;
		}

		const coming = this.#coming.values().find(naming => keyOf(naming) === key);
		if (coming !== undefined) {
			this.#coming.delete(coming);
		}

		return coming;
	}
}

function sizeOf(block: Block): number {
	return 'bytes' in block ? block.bytes.length : 0;
}

function keyOf({transport, local, remote}: {transport: Transport; local: string; remote: string}): string {
	return `${transport} ${local} ${remote}`;
}
