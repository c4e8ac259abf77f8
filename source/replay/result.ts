import type {Clock} from '../core/clock.ts';
import type {Answer, Part} from './plan.ts';

/** Something that was not as it was recorded. */
export type Finding = {
	/** The name of the conversation in the recording. */
	readonly conversation: string;
	/** What it is, as one sentence that begins with its subject: `answer 2 differs from the recording`. */
	readonly message: string;
	/** The answer that was awaited. */
	readonly answer?: Answer;
	/** What was to come and what came, where these are bytes. */
	readonly bytes?: {readonly recorded: Uint8Array; readonly received: Uint8Array};
};

/** How one conversation went. */
export type PlayedResult = {
	readonly conversation: string;
	readonly answers: number;
	/** Answers as they were recorded. */
	readonly same: number;
	readonly sends: number;
	/** Sends that were made. */
	readonly sent: number;
	readonly findings: readonly Finding[];
	/** From its beginning to its end, in microseconds; undefined where it did not begin. */
	readonly elapsed_us?: number;
};

/** What is counted while a conversation is played. */
export class PlayedCounts {
	same = 0;
	sent = 0;
	readonly findings: Finding[] = [];
	readonly #part: Part;
	readonly #clock: Clock;
	#began_us: number | undefined;
	#ended_us: number | undefined;

	constructor(part: Part, clock: Clock) {
		this.#part = part;
		this.#clock = clock;
	}

	begin(): void {
		this.#began_us = this.#clock.now_us();
	}

	end(): void {
		this.#ended_us ??= this.#clock.now_us();
	}

	get result(): PlayedResult {
		const {answers, sends, conversation: {name}} = this.#part;
		const {same, sent, findings} = this;
		const elapsed_us = (this.#ended_us ?? this.#clock.now_us()) - (this.#began_us ?? 0);
		return {
			conversation: name,
			answers: answers.length,
			same,
			sends,
			sent,
			findings,
			...(this.#began_us !== undefined && {elapsed_us}),
		};
	}
}
