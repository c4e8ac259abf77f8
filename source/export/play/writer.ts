/** The lines of a script, in order: what acts, and before each such line what had been seen until then. */
import {concatBytes} from '../../core/bytes.ts';
import {hexByte} from '../../core/byte-literals.ts';
import {limits} from '../../core/limits.ts';
import {formatSize} from '../../core/quantities.ts';
import type {PlayData} from './data.ts';
import type {Ending} from './receipts.ts';

/** Milliseconds after which an answer is worth a time limit of its own. */
const patient_ms = 1500;

/** Bytes of messages that one recv gets, in all likelihood. */
const max_chat_bytes = 4096;
const cutNote = 'a chat cuts long messages where its recvs end, differently each time: they are not expected';

export type Receiver = {
	/** Its name in the script. */
	readonly name: string;
	readonly isDatagram: boolean;
	/** What it receives differs each time. */
	readonly varies: boolean;
	/** Long messages are cut into parts that differ each time. */
	readonly isCut: boolean;
	/** More was sent to it than it has received so far. */
	readonly isInFlight: () => boolean;
};

type Pending = {readonly receiver: Receiver; parts: Uint8Array[]; ending?: Ending; waited_ms: number};

export class PlayWriter {
	readonly lines: string[] = [];
	/** What cannot be repeated, a sentence each. */
	readonly notes = new Set<string>();
	readonly #data: PlayData;
	#pending: Pending[] = [];
	#isDisordered = false;
	/** When something acted last, in microseconds since 1970. */
	#acted = 0;
	/** Those of whose bytes some are not known: no more are expected there. */
	readonly #lost = new Set<string>();

	constructor(data: PlayData) {
		this.#data = data;
	}

	/** Lines that act, behind what was seen before them. `names`: what they act on. */
	act(lines: readonly string[], time: number, names: readonly string[] = []): void {
		this.#flush(({receiver: {name, isInFlight}}) => names.includes(name) || !isInFlight());
		this.lines.push(...lines);
		this.#acted = time;
	}

	/** A comment in the script, and a note in the answer of `save`. */
	note(text: string): void {
		this.notes.add(text);
		this.comment(text);
	}

	comment(text: string): void {
		this.lines.push(`# ${text}`);
	}

	/** These bytes came; undefined where they are not kept. */
	received(receiver: Receiver, bytes: Uint8Array | undefined, time: number): void {
		const {name, isDatagram} = receiver;
		if (this.#lost.has(name)) {
			return;
		}

		if (bytes === undefined) {
			this.#lost.add(name);
			this.note(`what ${name} received from here on is not all kept, and not expected`);
			return;
		}

		const waited_ms = (time - this.#acted) / 1000;
		const open = this.#pending.find(pending => pending.receiver.name === name && pending.ending === undefined);
		if (open === undefined || isDatagram) {
			this.#pending.push({receiver, parts: [bytes], waited_ms});
		} else {
			open.parts.push(bytes);
			open.waited_ms = waited_ms;
		}
	}

	ended(receiver: Receiver, ending: Ending, time: number): void {
		this.#pending.push({receiver, parts: [], ending, waited_ms: (time - this.#acted) / 1000});
	}

	/** Whether something of what came to one of these is still coming. */
	isWaiting(names: readonly string[]): boolean {
		return this.#pending.some(({receiver: {name, isInFlight}}) => names.includes(name) && isInFlight());
	}

	/** Another endpoint has the name now. */
	renew(name: string): void {
		this.#lost.delete(name);
	}

	/** From here on a link may put datagrams in another order than then. */
	beginDisorder(): void {
		if (!this.#isDisordered) {
			this.#isDisordered = true;
			this.note('a link with jitter, rate or limit goes by the times of datagrams: they are expected in any order');
		}
	}

	/** Nothing is expected there any more. */
	lose(name: string): void {
		this.#lost.add(name);
	}

	/** Writes down what was seen so far. */
	flush(): void {
		this.#flush(() => true);
	}

	/** What has come of something that is still coming waits for the rest, unless it ends. */
	#flush(isWhole: (pending: Pending) => boolean): void {
		const pending = this.#pending;
		const ended = new Set(pending.filter(({ending}) => ending !== undefined).map(({receiver: {name}}) => name));
		this.#pending = pending.filter(each => !ended.has(each.receiver.name) && !isWhole(each));
		const written = pending.filter(one => !this.#pending.includes(one));
		for (const each of written) {
			const others = this.#isDisordered && each.receiver.isDatagram
				? written.filter(({receiver: {name}, ending}) => name === each.receiver.name && ending === undefined)
				: [];
			this.lines.push(...this.#expectation(each, others.map(({parts}) => concatBytes(parts))));
		}
	}

	/** `any`: datagrams that come in any order. */
	#expectation({receiver, parts, ending, waited_ms}: Pending, any: readonly Uint8Array[]): string[] {
		const {name, varies, isCut} = receiver;
		const within = waited_ms > patient_ms ? ` within=${Math.ceil(waited_ms / 1000) * 3}s` : '';
		if (ending !== undefined) {
			return [`${name} expect ${ending}${this.#lost.has(name) ? ' match=anywhere' : ''}${within}`];
		}

		if (varies) {
			return [`${name} expect /(?s).+/${within}`];
		}

		if (any.length > 1) {
			return [`${name} expect ${anyOf(any)} match=whole${within}`];
		}

		const bytes = concatBytes(parts);
		if (isCut && bytes.length > max_chat_bytes) {
			this.#lost.add(name);
			this.notes.add(cutNote);
			return [`# ${name}: ${cutNote}`];
		}

		const data = this.#data.of(bytes);
		if (data === undefined) {
			this.#lost.add(name);
			this.notes.add(`${formatSize(bytes.length)} that ${name} received are too many for the script`);
			return [`# ${name} received ${formatSize(bytes.length)} here, which are too many for a script`];
		}

		return [`${name} expect ${data}${within}`];
	}
}

/** An expression that is any of these; where that is too long, anything. */
function anyOf(datagrams: readonly Uint8Array[]): string {
	const texts = new Set(datagrams.map(bytes => Array.from(bytes, byte => expressionByte(byte)).join('')));
	const expression = `/${[...texts].toSorted().join('|')}/`;
	return expression.length > limits.expression_characters ? '/(?s).*/' : expression;
}

function expressionByte(byte: number): string {
	const character = String.fromCodePoint(byte);
	return /[\w \-]/v.test(character) ? character : String.raw`\x${hexByte(byte)}`;
}
