import {concatBytes} from '../core/bytes.ts';
import type {Clock} from '../core/clock.ts';
import {limits} from '../core/limits.ts';
import {countOf, formatDuration} from '../core/quantities.ts';
import {AnswerMatch} from './answer-match.ts';
import {awaitAnswer, awaitSurplus, type Awaited} from './await-answer.ts';
import {endMessage, endWords, incompleteMessage} from './finding-words.ts';
import type {Ignored} from './ignoring.ts';
import type {LiveConversation} from './live-conversation.ts';
import type {Answer, Move, Part} from './plan.ts';
import {PlayedCounts, type Finding, type PlayedResult} from './result.ts';
import {Silence} from './silence.ts';

export type PlayerSettings = {
	readonly clock: Clock;
	/** How long nothing may come while something is awaited. */
	readonly timeout_ms: number;
	readonly ignored: readonly Ignored[];
	readonly isDatagram: boolean;
	/** What the peer says: an answer, or a request. */
	readonly noun: 'answer' | 'request';
	/** Called with each finding as it is made. */
	readonly found: (finding: Finding) => void;
};

/** Plays one conversation, move by move, and compares what comes with what was recorded. */
export class Player {
	readonly part: Part;
	/** What is waited for at present, for whoever ends it. */
	awaiting = '';
	readonly #settings: PlayerSettings;
	readonly #counts: PlayedCounts;
	#live: LiveConversation | undefined;
	#match: AnswerMatch | undefined;
	/** The answer that `#match` compares, or that was judged last. */
	#answer: Answer | undefined;
	#isOver = false;

	constructor(part: Part, settings: PlayerSettings) {
		this.part = part;
		this.#settings = settings;
		this.#counts = new PlayedCounts(part, settings.clock);
	}

	/** Nothing more of it is played. */
	get isOver(): boolean {
		return this.#isOver;
	}

	get result(): PlayedResult {
		return this.#counts.result;
	}

	/** It has a connection. */
	begin(live: LiveConversation): void {
		this.#live = live;
		this.#counts.begin();
	}

	/** It cannot begin, or cannot go on. */
	stop(message: string, details: Partial<Finding> = {}): void {
		this.#find(message, details);
		this.#end();
		// A close would wait for a peer that does not read.
		if (this.#live !== undefined && this.#live.connection.queued_bytes() > 0) {
			this.#live.connection.reset();
		} else {
			this.#live?.connection.close();
		}
	}

	/** Makes a move, or waits for what the peer does in it. Opening is for whoever calls `begin`. */
	async make(move: Move): Promise<void> {
		if (this.#live !== undefined && !this.#isOver) {
			await this.#make(move, this.#live);
			this.awaiting = '';
		}
	}

	/**
	Ends the conversation: FIN, and what the peer still says until it ends it, too, or for a moment. That was not recorded.
	*/
	async finish(): Promise<void> {
		const live = this.#live;
		if (this.#isOver || live === undefined) {
			return;
		}

		// UDP has no end of its own.
		live.connection.shutdown();
		await this.#untilEnd(live, limits.replay_settle_ms);

		const received = live.takeRest();
		if (received.length > 0) {
			const message = `${countOf(received.length, 'byte')} came that the recording does not have`;
			this.#find(message, {bytes: {recorded: new Uint8Array(0), received}});
		}

		this.#end();
		live.connection.close();
	}

	async #make(move: Move, live: LiveConversation): Promise<void> {
		switch (move.kind) {
			case 'send': {
				await this.#send(live, move.bytes);
				break;
			}

			case 'await': {
				await this.#await(live, move.answer, move.bytes);
				break;
			}

			case 'await-fin':
			case 'await-rst': {
				await this.#awaitEnd(live, move.kind === 'await-fin' ? 'fin' : 'rst');
				break;
			}

			case 'shutdown': {
				live.connection.shutdown();
				break;
			}

			case 'reset': {
				this.#end();
				live.connection.reset();
				break;
			}

			case 'close': {
				await this.finish();
				break;
			}

			case 'open':
			case 'await-refusal': {
				break;
			}
		}
	}

	#end(): void {
		this.#isOver = true;
		this.#counts.end();
	}

	#find(message: string, details: Partial<Finding> = {}): void {
		const finding = {conversation: this.part.conversation.name, message, ...details};
		this.#counts.findings.push(finding);
		this.#settings.found(finding);
	}

	async #send(live: LiveConversation, bytes: Uint8Array): Promise<void> {
		this.awaiting = 'the peer to read';
		const {clock, timeout_ms} = this.#settings;
		const silence = new Silence(live, clock);
		while (live.connection.queued_bytes() > limits.replay_queue_bytes && !live.isClosed) {
			if (silence.hasLasted(timeout_ms)) {
				const queued = countOf(live.connection.queued_bytes(), 'byte');
				this.stop(`send ${this.#counts.sent + 1}: the peer does not read: ${queued} are queued after ${this.#timeout}`);
				return;
			}

			await silence.wait(timeout_ms);
		}

		if (live.isClosed) {
			this.stop(`send ${this.#counts.sent + 1} cannot be made: ${endWords[live.peerEnd ?? 'lost']}`);
			return;
		}

		live.connection.send(bytes);
		this.#counts.sent++;
	}

	async #await(live: LiveConversation, answer: Answer, until_bytes: number): Promise<void> {
		if (this.#answer !== answer) {
			this.#answer = answer;
			this.#match = new AnswerMatch(answer.bytes, this.#settings);
		}

		const match = this.#match;
		if (match === undefined) {
			return;
		}

		this.awaiting = `${this.#settings.noun} ${answer.number}, ${countOf(answer.bytes.length, 'byte')}`;
		const awaited = await awaitAnswer(live, match, until_bytes, this.#settings);
		if (awaited === 'enough') {
			return;
		}

		this.#match = undefined;
		const next = this.part.answers[answer.number]?.bytes;
		const surplus = awaited === 'whole' ? await awaitSurplus(live, next, this.#settings) : undefined;
		if (surplus === undefined) {
			this.#judge(live, match, answer, awaited);
		} else {
			const bytes = {recorded: answer.bytes, received: concatBytes([answer.bytes, surplus])};
			this.#find(`${this.#settings.noun} ${answer.number} is longer than in the recording`, {answer, bytes});
		}
	}

	#judge(live: LiveConversation, match: AnswerMatch, answer: Answer, state: Exclude<Awaited, 'enough'>): void {
		const {isDatagram, noun} = this.#settings;
		if (state === 'whole') {
			this.#counts.same++;
			return;
		}

		const name = `${noun} ${answer.number}`;
		const details = {answer, bytes: {recorded: answer.bytes, received: match.received}};
		if (state === 'different') {
			this.#find(`${name} differs from the recording`, details);
			return;
		}

		const message = incompleteMessage(name, answer, match.length, this.#whyNoMore(live));
		if (isDatagram || (match.length > 0 && !live.hasEnded)) {
			this.#find(message, details);
		} else {
			this.stop(message, details);
		}
	}

	#whyNoMore({peerEnd, isClosed}: LiveConversation): string {
		if (peerEnd !== undefined) {
			return endWords[peerEnd];
		}

		return isClosed ? 'our end was closed' : `nothing for ${this.#timeout}`;
	}

	async #awaitEnd(live: LiveConversation, how: 'fin' | 'rst'): Promise<void> {
		this.awaiting = `the peer's ${how.toUpperCase()}`;
		await this.#untilEnd(live, this.#settings.timeout_ms);
		const end = live.peerEnd;
		if (end !== how) {
			const instead = end === undefined ? `it did not come for ${this.#timeout}` : endWords[end];
			const after = this.#answer === undefined ? undefined : `${this.#settings.noun} ${this.#answer.number}`;
			this.#find(endMessage(how, after, instead));
		}
	}

	/** Waits until the peer ends it, so long at the most. */
	async #untilEnd(live: LiveConversation, limit_ms: number): Promise<void> {
		const {clock} = this.#settings;
		const due_us = clock.now_us() + (limit_ms * 1000);
		while (!live.hasEnded && clock.now_us() < due_us) {
			await live.next(due_us);
		}
	}

	get #timeout(): string {
		return formatDuration(this.#settings.timeout_ms);
	}
}
