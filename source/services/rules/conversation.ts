import {Buffer} from 'node:buffer';
import {limits} from '../../core/limits.ts';
import type {ServiceConnection, StreamHandler} from '../service.ts';
import {splitLines} from './split-lines.ts';
import type {Action, Moment, Rule} from './rule.ts';

/** What a conversation has of its listener. */
export type Desk = {
	/** What a message of this conversation is. */
	readonly by: 'recv' | 'lines';
	/** The rules as they are now; takes the message into the count. */
	readonly choose: (message: Uint8Array, connection: ServiceConnection) => {readonly rule: Rule; readonly moment: Moment} | undefined;
	readonly after: (duration_ms: number, action: () => void) => () => void;
};

/** One peer answered by rules: one message after the other, each when the actions of the one before are done and the peer has taken what was sent. It is not read while too many wait. */
export class Conversation implements StreamHandler {
	readonly #connection: ServiceConnection;
	readonly #desk: Desk;
	readonly #isPeer: boolean;
	readonly #waiting: Uint8Array[] = [];
	#rest: Uint8Array = new Uint8Array();
	#actions: readonly Action[] = [];
	#moment: Moment | undefined;
	#cancel: (() => void) | undefined;
	#hasEnded = false;
	#isOver = false;

	constructor(connection: ServiceConnection, desk: Desk, isPeer: boolean) {
		this.#connection = connection;
		this.#desk = desk;
		this.#isPeer = isPeer;
	}

	received(bytes: Uint8Array): void {
		if (this.#isPeer || this.#desk.by === 'recv') {
			this.#take([Buffer.from(bytes)]);
			return;
		}

		const {lines, rest} = splitLines(Buffer.concat([this.#rest, bytes]), limits.rules_line_bytes);
		this.#rest = rest;
		this.#take(lines);
	}

	ended(): void {
		this.#hasEnded = true;
		this.#take(this.#rest.length > 0 ? [this.#rest] : []);
	}

	drained(): void {
		this.#go();
	}

	closed(): void {
		this.#isOver = true;
		this.#cancel?.();
	}

	#take(messages: readonly Uint8Array[]): void {
		if (this.#isPeer && this.#waiting.length >= limits.rules_waiting_messages) {
			this.#connection.note(`dropped: ${this.#waiting.length} messages wait already`);
			return;
		}

		this.#waiting.push(...messages);
		this.#go();
	}

	/** Does what is due, as far as it can be done now. */
	#go(): void {
		while (!this.#isOver && this.#cancel === undefined && (this.#isPeer || this.#connection.queued_bytes() === 0)) {
			const [action, ...rest] = this.#actions;
			if (action !== undefined) {
				this.#actions = rest;
				this.#act(action);
			} else if (!this.#begin()) {
				break;
			}
		}

		if (this.#isOver) {
			return;
		}

		if (this.#waiting.length > limits.rules_waiting_messages) {
			this.#connection.hold();
		} else {
			this.#connection.resume();
		}
	}

	/** The next message, when there is one. */
	#begin(): boolean {
		const message = this.#waiting.shift();
		if (message === undefined) {
			if (this.#hasEnded) {
				this.#isOver = true;
				this.#connection.close();
			}

			return false;
		}

		const chosen = this.#desk.choose(message, this.#connection);
		this.#actions = chosen?.rule.actions ?? [];
		this.#moment = chosen?.moment;
		return true;
	}

	#act(action: Action): void {
		switch (action.kind) {
			case 'reply': {
				this.#connection.send(action.reply(this.#moment!));
				break;
			}

			case 'wait': {
				this.#cancel = this.#desk.after(action.duration_ms, () => {
					this.#cancel = undefined;
					this.#go();
				});
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
}
