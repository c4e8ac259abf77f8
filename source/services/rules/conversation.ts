import {Buffer} from 'node:buffer';
import {limits} from '../../core/limits.ts';
import {formatSize} from '../../core/quantities.ts';
import type {ServiceConnection, ServiceTools, StreamHandler} from '../service.ts';
import type {Choose} from './choose.ts';
import type {Action, ReplyContext} from './rule.ts';
import {splitLines} from './split-lines.ts';
import {composeReply} from './template.ts';
import type {Turns} from './turns.ts';

/** Bytes of a reply that are put together in the time of one step. */
const bytes_per_step = 64;

/** What a conversation has of its listener. */
export type ConversationContext = {
	/** What a message of this conversation is. */
	readonly by: 'recv' | 'lines';
	readonly choose: Choose;
	readonly turns: Turns;
	readonly after: ServiceTools['after'];
};

/** One peer answered by rules: one message after the other, each when the actions of the one before are done and the peer has taken what was sent. It is not read while too many wait. */
export class Conversation implements StreamHandler {
	readonly #connection: ServiceConnection;
	readonly #desk: ConversationContext;
	readonly #isPeer: boolean;
	/** Messages that wait, the next one first. */
	#waiting: Uint8Array[] = [];
	/** Bytes that are not yet parted into lines. */
	#rest: Uint8Array = new Uint8Array();
	/** The message whose rule is looked for. */
	#choosing: ReturnType<Choose> | undefined;
	#actions: readonly Action[] = [];
	/** How many of the actions are done. */
	#done = 0;
	#moment: ReplyContext | undefined;
	#cancel: (() => void) | undefined;
	#hasEnded = false;
	#isOver = false;

	constructor(connection: ServiceConnection, desk: ConversationContext, isPeer: boolean) {
		this.#connection = connection;
		this.#desk = desk;
		this.#isPeer = isPeer;
	}

	received(bytes: Uint8Array): void {
		if (this.#isOver) {
			return;
		}

		if (this.#isPeer && this.#waiting.length >= limits.rules_waiting_messages) {
			this.#connection.note(`dropped: ${this.#waiting.length} messages wait already`);
			return;
		}

		if (this.#isPeer || this.#desk.by === 'recv') {
			this.#waiting.push(Buffer.from(bytes));
		} else {
			this.#rest = Buffer.concat([this.#rest, bytes]);
		}

		this.#go();
	}

	ended(): void {
		this.#hasEnded = true;
		this.#go();
	}

	drained(): void {
		this.#go();
	}

	closed(): void {
		this.#isOver = true;
		this.#cancel?.();
	}

	/** Does what is due, as far as it can be done now. */
	#go(): void {
		while (!this.#isOver && this.#cancel === undefined && (this.#isPeer || this.#connection.queued_bytes() === 0)) {
			if (!this.#step()) {
				break;
			}
		}

		if (this.#isOver) {
			return;
		}

		if (this.#waiting.length > limits.rules_waiting_messages || this.#rest.length > limits.rules_line_bytes) {
			this.#connection.hold();
		} else {
			this.#connection.resume();
		}
	}

	/** The next action, or a step towards the next message's rule; false when there is nothing to do. */
	#step(): boolean {
		if (this.#desk.turns.isSpent) {
			this.#pause(goOn => this.#desk.turns.wait(goOn));
			return true;
		}

		const action = this.#actions[this.#done];
		if (action !== undefined) {
			this.#done++;
			this.#act(action);
			return true;
		}

		this.#choosing ??= this.#begin();
		if (this.#choosing === undefined) {
			return false;
		}

		const {done, value} = this.#choosing.next();
		if (done !== true) {
			this.#desk.turns.count(value);
			return true;
		}

		this.#choosing = undefined;
		this.#actions = value?.rule.actions ?? [];
		this.#done = 0;
		this.#moment = value?.moment;
		return true;
	}

	/** Begins to choose a rule for the next message, when there is one. */
	#begin(): ReturnType<Choose> | undefined {
		const message = this.#next();
		if (message !== undefined) {
			return this.#desk.choose(message, this.#connection);
		}

		if (this.#hasEnded) {
			this.#isOver = true;
			this.#connection.close();
		}

		return undefined;
	}

	#next(): Uint8Array | undefined {
		if (this.#waiting.length === 0 && this.#rest.length > 0) {
			const {lines, rest} = splitLines(this.#rest, limits.rules_line_bytes, limits.rules_waiting_messages);
			const isLast = this.#hasEnded && lines.length === 0;
			this.#waiting = isLast ? [rest] : lines;
			this.#rest = isLast ? new Uint8Array() : rest;
		}

		return this.#waiting.shift();
	}

	#pause(wait: (goOn: () => void) => () => void): void {
		this.#cancel = wait(() => {
			this.#cancel = undefined;
			this.#go();
		});
	}

	#act(action: Action): void {
		switch (action.kind) {
			case 'reply': {
				this.#reply(action);
				break;
			}

			case 'wait': {
				this.#pause(goOn => this.#desk.after(action.duration_ms, goOn));
				break;
			}

			case 'close':
			case 'reset': {
				this.#isOver = true;
				this.#connection[action.kind]();
				break;
			}
		}
	}

	#reply({parts}: Action & {kind: 'reply'}): void {
		const bytes = composeReply(parts, this.#moment!);
		if (bytes === undefined) {
			this.#connection.error(`a reply is not sent: with its values it has more than ${formatSize(limits.rules_reply_bytes)}`);
		} else {
			this.#connection.send(bytes);
			this.#desk.turns.count(Math.ceil(bytes.length / bytes_per_step));
		}
	}
}
