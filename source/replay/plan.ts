/**
What is to be done and awaited when one end of recorded conversations is played.

An answer is what came between two calls of the played end: several recvs, but for datagrams, of which each is one. The
moves of all conversations stand in the recording's order, so that what was done on one connection after an answer on
another is done after it again.
*/
import {concatBytes} from '../core/bytes.ts';
import type {Conversation} from './conversation.ts';
import type {Placed, PlacedCall} from './recorded-call.ts';

/** What the peer said until the played end spoke again. */
export type Answer = {
	/** From 1, of its conversation. */
	readonly number: number;
	readonly bytes: Uint8Array;
	/** What had been sent since the answer before, as far as it is kept. */
	readonly after: Uint8Array;
	readonly after_bytes: number;
};

/** One conversation to play. */
export type Part = {
	readonly conversation: Conversation;
	readonly answers: readonly Answer[];
	readonly moves: readonly Move[];
	readonly sends: number;
	/** The played end says something before the peer does. */
	readonly speaksFirst: boolean;
};

type Step =
	| {readonly kind: 'open' | 'shutdown' | 'close' | 'reset' | 'await-fin' | 'await-rst'}
	| {readonly kind: 'await-refusal'; readonly errno: string}
	| {readonly kind: 'send'; readonly bytes: Uint8Array}
	/** Until so many bytes of the answer have come. */
	| {readonly kind: 'await'; readonly answer: Answer; readonly bytes: number};

export type Move = Placed & Step;

/** Bytes of what was sent before an answer that a report shows. */
const after_bytes = 256;

/** The moves of one conversation; `isDatagram`: each recv is an answer of its own. */
export function partOf(conversation: Conversation, isDatagram: boolean): Part {
	const answers: Answer[] = [];
	const moves: Move[] = [];
	let sent: Uint8Array[] = [];
	let waiting: PlacedCall[] = [];
	const endAnswer = () => {
		if (waiting.length > 0) {
			const answer = answerOf(answers.length + 1, waiting, sent);
			moves.push(...awaitsOf(answer, waiting));
			answers.push(answer);
			[waiting, sent] = [[], []];
		}
	};

	for (const placed of conversation.calls) {
		const {call} = placed;
		if (call.kind === 'recv') {
			waiting.push(placed);
		}

		if (call.kind !== 'recv' || isDatagram) {
			endAnswer();
		}

		if (call.kind === 'send') {
			sent.push(call.bytes);
		}

		moves.push(...movesOf(placed));
	}

	endAnswer();
	const sends = conversation.calls.filter(({call}) => call.kind === 'send').length;
	const first = conversation.calls.find(({call}) => call.kind !== 'open')?.call.kind;
	return {conversation, answers, moves: opened(moves), sends, speaksFirst: first === 'send'};
}

/** All moves in the order of the recording. Of waits for one answer with nothing between them the last is enough. */
export function inOrder(parts: readonly Part[]): Array<{readonly part: Part; readonly move: Move}> {
	const all = parts.flatMap(part => part.moves.map(move => ({part, move})));
	all.sort((one, other) => one.move.order - other.move.order);
	return all.filter(({move}, index) => {
		const next = all[index + 1]?.move;
		return move.kind !== 'await' || next?.kind !== 'await' || next.answer !== move.answer;
	});
}

/** Whether the moment of a move is the peer's to choose. */
export function isOfPeer({kind}: Move): boolean {
	return kind === 'open' || kind.startsWith('await');
}

/** What the peer may say at the most before it is read. */
export function recordedBytes({answers}: Part): number {
	return answers.reduce((sum, {bytes}) => sum + bytes.length, 0);
}

/** A recording that began later does not tell of the connect. */
function opened(moves: readonly Move[]): Move[] {
	const [first] = moves;
	const isOpened = first === undefined || first.kind === 'open' || first.kind === 'await-refusal';
	return isOpened ? [...moves] : [{kind: 'open', order: first.order, time_us: first.time_us}, ...moves];
}

function answerOf(number: number, calls: readonly PlacedCall[], sent: readonly Uint8Array[]): Answer {
	const bytes = concatBytes(calls.map(({call}) => bytesOf(call)));
	const after = concatBytes(sent.map(piece => piece.subarray(0, after_bytes))).subarray(0, after_bytes);
	return {number, bytes, after, after_bytes: sent.reduce((sum, piece) => sum + piece.length, 0)};
}

function awaitsOf(answer: Answer, calls: readonly PlacedCall[]): Move[] {
	let bytes = 0;
	return calls.map(({call, order, time_us}) => {
		bytes += bytesOf(call).length;
		return {kind: 'await', answer, bytes, order, time_us};
	});
}

function bytesOf(call: PlacedCall['call']): Uint8Array {
	return 'bytes' in call ? call.bytes : new Uint8Array(0);
}

function movesOf({call, order, time_us}: PlacedCall): Move[] {
	switch (call.kind) {
		case 'recv': {
			return [];
		}

		case 'send': {
			return [{kind: 'send', bytes: call.bytes, order, time_us}];
		}

		case 'refused': {
			return [{kind: 'await-refusal', errno: call.errno, order, time_us}];
		}

		case 'fin':
		case 'rst': {
			return [{kind: `await-${call.kind}`, order, time_us}];
		}

		case 'open':
		case 'shutdown':
		case 'close':
		case 'reset': {
			return [{kind: call.kind, order, time_us}];
		}
	}
}
