import type {Clock} from '../core/clock.ts';
import {limits} from '../core/limits.ts';
import type {AnswerMatch, Judgement} from './answer-match.ts';
import {beginAlike} from './begin-alike.ts';
import type {LiveConversation} from './live-conversation.ts';
import {Silence} from './silence.ts';

type Settings = {readonly clock: Clock; readonly timeout_ms: number; readonly isDatagram: boolean};

/**
How a wait ended. `whole`: as it was recorded. `enough`: equal so far, and there is as much as was waited for.
`beginning`: equal so far, and nothing more comes. `different`: as much of it as came before a silence.
*/
export type Awaited = Judgement['state'] | 'enough';

/**
Waits until so many bytes of an answer have come, or it is clear that it is another one. An answer that differs is over
when nothing comes for a moment, because nobody knows its length; one that is only late has the whole time limit.
*/
export async function awaitAnswer(
	live: LiveConversation,
	match: AnswerMatch,
	until_bytes: number,
	{clock, timeout_ms, isDatagram}: Settings,
): Promise<Awaited> {
	const silence = new Silence(live, clock);
	const look = (): Awaited | undefined => {
		live.feed(match);
		const isQuiet = silence.hasLasted(limits.replay_settle_ms);
		const isDue = live.hasEnded || isQuiet || match.length >= match.expected.length;
		const {state, rest}: Judgement = isDue ? match.judge() : match;
		if (rest !== undefined) {
			live.giveBack(rest);
		}

		if (state === 'whole' || live.hasEnded || silence.hasLasted(timeout_ms)) {
			return state;
		}

		return state === 'different'
			? ifTrue(isQuiet || isDatagram || match.isOverlong, 'different')
			: ifTrue(until_bytes < match.expected.length && match.length >= until_bytes, 'enough');
	};

	let awaited = look();
	while (awaited === undefined) {
		await silence.wait(match.state === 'different' && !silence.hasLasted(limits.replay_settle_ms)
			? limits.replay_settle_ms
			: timeout_ms);
		awaited = look();
	}

	return awaited;
}

/**
What stands behind a whole answer and is not the beginning of the next one: the answer is longer than the recorded one.
Nothing, as a rule; a datagram is never longer than itself.
*/
export async function awaitSurplus(
	live: LiveConversation,
	next: Uint8Array | undefined,
	{clock, isDatagram}: Settings,
): Promise<Uint8Array | undefined> {
	const {first} = live;
	if (first === undefined || isDatagram || (next !== undefined && beginAlike(first, next))) {
		return undefined;
	}

	const silence = new Silence(live, clock);
	const isOver = () => live.hasEnded || live.waiting_bytes > limits.replay_longer_bytes;
	while (!isOver() && !silence.hasLasted(limits.replay_settle_ms)) {
		await silence.wait(limits.replay_settle_ms);
	}

	return live.takeRest();
}

function ifTrue<Value>(isTrue: boolean, value: Value): Value | undefined {
	return isTrue ? value : undefined;
}
