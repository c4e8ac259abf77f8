import {Buffer} from 'node:buffer';
import {limits} from '../../core/limits.ts';
import {formatSize} from '../../core/quantities.ts';
import type {ServiceConnection, ServiceTools, StreamHandler} from '../service.ts';
import type {Choose} from './choose.ts';
import type {Action, ReplyContext} from './rule.ts';
import {splitLines} from './split-lines.ts';
import {composeReply} from './template.ts';
import type {Turns} from './turns.ts';

/** Bytes of a reply that are composed in the time of one step. */
const bytes_per_step = 64;

/** What all conversations of a listener share. */
export type ConversationContext = {
	/** What counts as one message. */
	readonly by: 'recv' | 'lines';
	readonly choose: Choose;
	readonly turns: Turns;
	readonly after: ServiceTools['after'];
};

/**
Answers one peer by rules: one message after the other, each when the actions of the previous one are done and
everything sent has drained. It is not read while too many messages are queued.
*/
export class Conversation implements StreamHandler {
	readonly #connection: ServiceConnection;
	readonly #context: ConversationContext;
	readonly #isPeer: boolean;
	/** Queued messages. */
	#waiting: Uint8Array[] = [];
	/** Bytes not yet split into lines. */
	#rest: Uint8Array = new Uint8Array();
	/** The search for the rule of the current message. */
	#choosing: ReturnType<Choose> | undefined;
	#actions: readonly Action[] = [];
	/** Actions done. */
	#done = 0;
	#moment: ReplyContext | undefined;
	#cancel: (() => void) | undefined;
	#hasEnded = false;
	#isOver = false;

	constructor(connection: ServiceConnection, context: ConversationContext, isPeer: boolean) {
		this.#connection = connection;
		this.#context = context;
		this.#isPeer = isPeer;
	}

	received(bytes: Uint8Array): void {
		if (this.#isOver) {
			return;
		}

		if (this.#isPeer && this.#waiting.length >= limits.rules_waiting_messages) {
			this.#connection.note(`dropped: ${this.#waiting.length} messages are queued already`);
			return;
		}

		if (this.#isPeer || this.#context.by === 'recv') {
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

	/** Does as many steps as possible now. */
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

	/** Does the next action, or a step of the search for the next message's rule; false when there is nothing to do. */
	#step(): boolean {
		if (this.#context.turns.isSpent) {
			this.#pause(proceed => this.#context.turns.wait(proceed));
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
			this.#context.turns.count(value);
			return true;
		}

		this.#choosing = undefined;
		this.#actions = value?.rule.actions ?? [];
		this.#done = 0;
		this.#moment = value?.moment;
		return true;
	}

	/** Begins the search for the next message's rule, if there is a message. */
	#begin(): ReturnType<Choose> | undefined {
		const message = this.#next();
		if (message !== undefined) {
			return this.#context.choose(message, this.#connection);
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

	#pause(wait: (proceed: () => void) => () => void): void {
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
				this.#pause(proceed => this.#context.after(action.duration_ms, proceed));
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
			this.#connection.error(
				`a reply is not sent: with its values it has more than ${formatSize(limits.rules_reply_bytes)}`,
			);
		} else {
			this.#connection.send(bytes);
			this.#context.turns.count(Math.ceil(bytes.length / bytes_per_step));
		}
	}
}
