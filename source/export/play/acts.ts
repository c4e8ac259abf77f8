/** The lines of a script that do what a line of the session did. */
import {formatAddress} from '../../core/address.ts';
import type {Act, ActWord} from '../../lab/acts.ts';
import type {PlayAddresses} from './addresses.ts';
import type {PlayEndpoints} from './endpoints.ts';
import type {End} from './ends.ts';
import {withoutVariables, type PlayData} from './data.ts';
import type {PlayWriter} from './writer.ts';

/** Conditions that do something else to datagrams when they are sent at other times. */
const timed = /^(?:jitter|reorder|rate|gap|limit)=/v;
/** Milliseconds between two sends from which on they are told apart, where it matters. */
const noticed_ms = 1;

/** Until what came before the log was cleared has come: it is not known what that was. */
const settled = '100ms';

type Parts = {
	readonly endpoints: PlayEndpoints;
	readonly addresses: PlayAddresses;
	readonly data: PlayData;
	readonly writer: PlayWriter;
};

export class PlayActs {
	readonly #parts: Parts;
	/** Servers of the script that play others, once they listen. */
	readonly #listening = new Set<string>();
	/** A link is there on which the time between datagrams matters. */
	#isTimed = false;
	#last: number | undefined;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** `isOverlapped`: another line was run before this one was done. */
	write(act: Act, isOverlapped: boolean): void {
		const {writer} = this.#parts;
		const refusal = this.#refusal(act);
		const lines = act.verb === 'listen' || act.verb === 'connect' || act.verb === 'reconnect'
			? this.#opening(act, isOverlapped)
			: this.#plain(act);
		if (lines.length > 0) {
			writer.act([...this.#servers(act), ...this.#pause(act), ...lines, ...refusal], act.time, act.names);
		}
	}

	#opening(act: Act, isOverlapped: boolean): string[] {
		const {endpoints, writer} = this.#parts;
		const {verb, made, end, after} = act;
		const opened = made === undefined ? undefined : endpoints.ends.begunAfter(made, after);
		if (made === undefined || end === undefined) {
			writer.note(`${made ?? 'a client'} was not connected yet, and is left out`);
			return [];
		}

		if (verb === 'listen' && end.result === 'refused' && !this.#isKnown(act)) {
			writer.note(`${made} could not listen: another program has the port, or the right to it is missing`);
			return [];
		}

		const name = opened === undefined ? made : endpoints.nameOf(opened);
		writer.renew(name);
		const words = this.#words(act, opened);
		const line = verb === 'reconnect' ? [name, verb, ...words] : [verb, ...words, `name=${name}`];
		return [(isOverlapped ? ['in', 'background', ...line] : line).join(' ')];
	}

	/** Whether another endpoint of the session has the address. */
	#isKnown({words}: Act): boolean {
		const [word] = words;
		return typeof word === 'object' && this.#parts.addresses.nameAt(word.address) !== undefined;
	}

	#refusal({verb, end, made, after}: Act): string[] {
		const {endpoints} = this.#parts;
		if (end?.result !== 'refused' || made === undefined) {
			return [];
		}

		const opened = endpoints.ends.begunAfter(made, after);
		const name = opened === undefined ? made : endpoints.nameOf(opened);
		return [`${name} expect ${verb !== 'listen' && opened?.isTimedOut === true ? 'timeout' : 'refused'}`];
	}

	#isAboutDatagrams({names, after}: Act): boolean {
		return names.some(name => this.#parts.endpoints.at(name, after)?.isDatagram === true);
	}

	#plain(act: Act): string[] {
		const {endpoints, writer} = this.#parts;
		const words = this.#words(act);
		if (act.verb === 'clear') {
			return [`sleep ${settled}`, 'clear'];
		}

		if (act.verb === 'say') {
			return [[act.verb, ...words].join(' ')];
		}

		if (act.verb === 'link' && words.some(word => timed.test(word)) && this.#isAboutDatagrams(act)) {
			this.#isTimed = true;
			writer.beginDisorder();
		}

		const data = this.#dataOf(act);
		this.#tellRace(act);
		if (data === undefined) {
			return [];
		}

		return act.names.map(name => {
			const end = endpoints.at(name, act.after);
			return [end === undefined ? name : endpoints.nameOf(end), act.verb, ...words, ...data].join(' ');
		});
	}

	/** What a person sends while a service answers on the same connection comes before or behind the answer. */
	#tellRace({verb, names, after}: Act): void {
		const {endpoints, writer} = this.#parts;
		for (const end of names.flatMap(name => endpoints.at(name, after) ?? [])) {
			const name = endpoints.nameOf(end);
			const partner = end.partner && endpoints.nameOf(end.partner);
			if (verb !== 'send' || partner === undefined || !endpoints.isServed(end) || !writer.isWaiting([name, partner])) {
				continue;
			}

			writer.note(`${name} sent while its service answered: what ${partner} received is not expected`);
			writer.lose(partner);
		}
	}

	/** Nothing where it sends nothing; undefined where the bytes are too many. */
	#dataOf(act: Act): string[] | undefined {
		const {data, names} = act;
		if (data === undefined) {
			return [];
		}

		if (typeof data === 'string' && data.includes('random:')) {
			this.#lose(act);
		}

		const text = typeof data === 'string' ? withoutVariables(data) : this.#parts.data.of(data);
		if (text === undefined) {
			this.#parts.writer.note(`${names.join(', ')} sent ${data.length} bytes here, which are too many for a script`);
			return undefined;
		}

		return [text];
	}

	/** What was sent was too much to be kept, and other bytes are sent in its place. */
	#lose({names, after}: Act): void {
		const {endpoints, writer} = this.#parts;
		writer.note(`${names.join(', ')} sent random bytes, which are others here: what came of them is not expected`);
		for (const end of names.flatMap(name => endpoints.at(name, after) ?? [])) {
			for (const each of [end, ...end.partner === undefined ? [] : [end.partner]]) {
				writer.lose(endpoints.nameOf(each));
			}
		}
	}

	/** The servers that an address leads to and another program was. */
	#servers({words}: Act): string[] {
		const {endpoints, addresses} = this.#parts;
		return words.flatMap(word => {
			const name = typeof word === 'string' ? undefined : addresses.nameAt(word.address);
			if (typeof word === 'string' || name === undefined || !endpoints.isServer(name) || this.#listening.has(name)) {
				return [];
			}

			this.#listening.add(name);
			return [
				`# ${name} plays the server at ${formatAddress(word.address)}, another program`,
				`listen ${addresses.word(word.address)} name=${name}`,
			];
		});
	}

	#pause({verb, time}: Act): string[] {
		const last = this.#last ?? time;
		this.#last = time;
		const pause_ms = Math.round((time - last) / 1000);
		return this.#isTimed && verb.startsWith('send') && pause_ms >= noticed_ms ? [`sleep ${pause_ms}ms`] : [];
	}

	/** `opened`: the endpoint that the line has opened. */
	#words({words, verb, end}: Act, opened?: End): string[] {
		// An attempt that was repeated until it succeeded is made once, when it does; and its port is free.
		const isRetried = (verb === 'reconnect' || verb === 'listen') && end?.result === 'done';
		return words
			.filter(word => !(isRetried && typeof word === 'string' && /^(?:retry|count|tries)=/v.test(word)))
			.map((word, index) => this.#word(word, index === 0 && verb === 'listen' ? opened : undefined));
	}

	#word(word: ActWord, opened: End | undefined): string {
		if (typeof word === 'string') {
			return withoutVariables(word);
		}

		const {before, address} = word;
		const {addresses} = this.#parts;
		return before + (opened?.local === undefined
			? addresses.word(address)
			: addresses.listenerWord(address, opened.local));
	}
}
