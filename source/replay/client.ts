import {limits} from '../core/limits.ts';
import type {Lab} from '../lab/lab.ts';
import {LiveConversation} from './live-conversation.ts';
import {Pace} from './pace.ts';
import {failureText} from './failure-text.ts';
import {inOrder, isOfPeer, recordedBytes, type Move, type Part} from './plan.ts';
import {type Player} from './player.ts';
import type {ReplaySettings} from './settings.ts';

/** Plays the clients of a recording to a server: one after the other in the order of the recording, whoever it is. */
export async function playClients(lab: Lab, players: readonly Player[], settings: ReplaySettings): Promise<void> {
	const pace = new Pace(lab.clock, settings.timing);
	const conversations = new Map<string, LiveConversation>();
	lab.journal.subscribe(({endpoint, event, errno}) => {
		// What a connected UDP socket learns of a datagram that nobody read.
		if (event !== 'connect' && errno === 'ECONNREFUSED') {
			conversations.get(endpoint)?.refused();
		}
	});
	const byPart = new Map(players.map(player => [player.part, player]));
	for (const {part, move} of inOrder(players.map(player => player.part))) {
		const player = byPart.get(part)!;
		if (player.isOver) {
			continue;
		}

		await pace.wait(move);
		await (move.kind === 'open' || move.kind === 'await-refusal'
			? open({lab, conversations}, player, move, settings)
			: player.make(move));
		if (isOfPeer(move)) {
			pace.reached(move);
		}
	}

	await Promise.all(players.map(async player => player.finish()));
}

type Session = {readonly lab: Lab; readonly conversations: Map<string, LiveConversation>};

async function open(
	{lab, conversations}: Session,
	player: Player,
	move: Move,
	settings: ReplaySettings,
): Promise<void> {
	const opening = await connected(lab, player.part, settings);
	const recorded = move.kind === 'await-refusal' ? move.errno : undefined;
	if (typeof opening !== 'string') {
		conversations.set(opening.connection.name, opening);
		player.begin(opening);
	}

	if (recorded !== undefined && typeof opening !== 'string') {
		player.stop(`it connected; ${recorded} was recorded`);
	} else if (recorded === undefined && typeof opening === 'string') {
		player.stop(opening);
	}
}

/** The connection, by the name that the recording has for it; the call that failed, when it was refused. */
async function connected(
	lab: Lab,
	part: Part,
	{address, timeout_ms}: ReplaySettings,
): Promise<LiveConversation | string> {
	const recorded = part.conversation.name;
	const name = lab.registry.isTaken(recorded) ? lab.registry.newName('c') : recorded;
	const opened = Promise.withResolvers<LiveConversation | string>();
	let failure = '';
	const stop = lab.journal.subscribe(event => {
		if (event.endpoint !== name) {
			return;
		}

		failure = event.errno === undefined && event.event !== 'timeout' ? failure : failureText(event);
		if (event.event === 'close') {
			opened.resolve(failure);
		}
	});
	const isOpen = await lab.sockets.connect(address, {
		name,
		timeout_ms,
		connected: true,
		stream: {recv_bytes: limits.recv_bytes},
		options: {eol: '\n', halfopen: true},
		serving: {
			stream(connection) {
				const live = new LiveConversation(connection, lab.clock, recordedBytes(part));
				opened.resolve(live);
				return live;
			},
		},
	});
	const live = isOpen === true ? await opened.promise : failure;
	stop();
	return live;
}
