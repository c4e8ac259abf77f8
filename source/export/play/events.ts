/** What a script expects where something came, and what plays another program does where that did something. */
import type {LabEvent} from '../../core/events.ts';
import type {Journal} from '../../lab/journal.ts';
import type {PlayAddresses} from './addresses.ts';
import type {PlayEndpoints} from './endpoints.ts';
import type {PlayData} from './data.ts';
import type {End} from './ends.ts';
import type {LogItem} from './log.ts';
import {endingOf, isReceived} from './receipts.ts';
import type {PlayWriter, Receiver} from './writer.ts';

type Parts = {
	readonly endpoints: PlayEndpoints;
	readonly addresses: PlayAddresses;
	readonly data: PlayData;
	readonly writer: PlayWriter;
	readonly journal: Pick<Journal, 'bytes'>;
	/** What came before the first event is not expected, and was not sent by a line of the script. */
	readonly isCleared: boolean;
};

export class PlayEvents {
	readonly #parts: Parts;
	readonly #connected = new Set<string>();
	/** What was closed with SO_LINGER, which sends RST. */
	readonly #resetting = new Set<End>();
	/** How many bytes each has sent and received so far. */
	readonly #sent_bytes = new Map<End, number>();
	readonly #received_bytes = new Map<End, number>();
	/** Whose FIN its other end knows of. */
	readonly #finished = new Set<End>();

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	write(item: LogItem): void {
		const {event} = item;
		const {time} = event;
		const {endpoints, writer} = this.#parts;
		const accepted = endpoints.ends.accepted.get(event);
		if (accepted !== undefined) {
			this.#join(accepted, event);
		}

		const end = endpoints.ends.of.get(event);
		if (end === undefined) {
			return;
		}

		const bytes = this.#isNext(item, end) ? this.#bytesOf(item) : undefined;
		this.#count(item, end);
		this.#play(item, end);
		if (!endpoints.isExpecting(end)) {
			return;
		}

		const receiver = this.#receiver(end);
		if (isReceived(event)) {
			writer.received(receiver, bytes, time);
		}

		const ending = end.local === undefined ? undefined : endingOf(event, end);
		if (ending !== undefined) {
			writer.ended(receiver, ending, time);
		}

		if (event.event === 'dropped' && event.args !== undefined) {
			writer.received(receiver, undefined, time);
		}
	}

	#receiver(end: End): Receiver {
		const {endpoints} = this.#parts;
		const {partner, isDatagram} = end;
		const isInFlight = () => partner !== undefined && !isDatagram
			&& (this.#sent_bytes.get(partner) ?? 0) > (this.#received_bytes.get(end) ?? 0);
		const [varies, isCut] = [endpoints.varies(end), endpoints.isCut(end)];
		return {name: endpoints.nameOf(end), isDatagram, varies, isCut, isInFlight};
	}

	/** Whether nothing is missing between what it received before and this. */
	#isNext({offset}: LogItem, end: End): boolean {
		const isBeginning = this.#parts.isCleared || end.since > 0;
		const before = this.#received_bytes.get(end) ?? (this.#parts.isCleared ? offset : 0);
		return end.isDatagram ? isBeginning : before === offset;
	}

	/** A copy; undefined when they are not kept any more. */
	#bytesOf({part}: LogItem): Uint8Array | undefined {
		const bytes = part && this.#parts.journal.bytes(part.event, part.from, part.to);
		return bytes && Uint8Array.from(bytes);
	}

	#count({event, offset, length}: LogItem, end: End): void {
		const counts = event.event === 'send' ? this.#sent_bytes : this.#received_bytes;
		if (isReceived(event) || (event.event === 'send' && event.data !== undefined)) {
			counts.set(end, offset + length);
		}
	}

	/** A client of another program comes. */
	#join(end: End, {time}: LabEvent): void {
		const {endpoints, writer} = this.#parts;
		const player = endpoints.playerOf(end);
		if (player !== undefined && end.listener !== undefined && !this.#connected.has(player)) {
			this.#connected.add(player);
			const options = end.isHalfOpened ? 'halfopen=yes ' : '';
			writer.act([
				`# ${player} plays the client at ${end.remote ?? ''}, another program`,
				`connect ${endpoints.nameOf(end.listener)} ${options}name=${player}`,
			], time);
		}
	}

	/** What another program did at the other end, and what it received. */
	#play(item: LogItem, end: End): void {
		const {event} = item;
		const player = this.#parts.endpoints.playerOf(end);
		if (player === undefined) {
			return;
		}

		// Of a stream it has joined at the accept, unless that is not kept.
		this.#join(end, event);

		if (event.event === 'recv') {
			this.#send(item, end, player);
		} else {
			this.#receive(item, end, player);
		}
	}

	#send(item: LogItem, end: End, player: string): void {
		const {event: {data, errno, result, time}} = item;
		const {writer, data: texts} = this.#parts;
		if (data !== undefined) {
			const bytes = this.#bytesOf(item);
			const text = bytes && texts.of(bytes);
			if (text === undefined) {
				writer.note(`what ${player} sent here is not kept, or too long for a script`);
			} else {
				writer.act([`${player} send ${text}`], time);
			}
		} else if (errno === 'ECONNRESET') {
			this.#finished.add(end);
			writer.act([`${player} reset`], time);
		} else if (result === 0 && !end.isDatagram && !this.#isClosing(end)) {
			writer.act([`${player} shutdown`], time);
		}
	}

	/** Whether what plays the other end closes by itself, because it has got a FIN. */
	#isClosing(end: End): boolean {
		return end.listener !== undefined && !end.isHalfOpened && this.#finished.has(end);
	}

	#receive(item: LogItem, end: End, player: string): void {
		const {event} = item;
		const {writer} = this.#parts;
		const receiver = {name: player, isDatagram: end.isDatagram, varies: false, isCut: false, isInFlight: () => false};
		if (event.event === 'setsockopt' && event.args?.startsWith('SO_LINGER') === true) {
			this.#resetting.add(end);
		} else if (event.event === 'send' && event.data !== undefined && event.errno === undefined) {
			writer.received(receiver, this.#bytesOf(item), event.time);
		} else if (!end.isDatagram && (event.event === 'shutdown' || event.event === 'close') && !this.#finished.has(end)) {
			this.#finished.add(end);
			writer.ended(receiver, this.#resetting.has(end) ? 'reset' : 'close', event.time);
		}
	}
}
