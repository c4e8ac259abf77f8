import {limits} from '../core/limits.ts';
import {formatDuration} from '../core/quantities.ts';
import type {Lab} from '../lab/lab.ts';
import {perPeer} from '../services/per-peer.ts';
import type {ServiceConnection} from '../services/service.ts';
import {Acceptor} from './acceptor.ts';
import {beginAlike} from './begin-alike.ts';
import {failureText} from './failure-text.ts';
import type {LiveConversation} from './live-conversation.ts';
import {Pace} from './pace.ts';
import {isOfPeer, recordedBytes} from './plan.ts';
import type {Player} from './player.ts';
import type {ReplaySettings} from './settings.ts';
import {Silence} from './silence.ts';

/**
Plays the servers of a recording to clients, each conversation to one client, until all of them were played. Resolves to
the failed call, as a line of the log, when the system refused to listen.
*/
export async function playServers(
	lab: Lab,
	players: readonly Player[],
	settings: ReplaySettings,
	listening: (name: string) => void,
): Promise<string | undefined> {
	const room_bytes = Math.max(0, ...players.map(({part}) => recordedBytes(part)));
	const acceptor = new Acceptor(lab.clock, room_bytes);
	const failure = await listen(lab, acceptor, settings);
	if (failure !== undefined) {
		return failure;
	}

	for (const player of players) {
		player.awaiting = 'a client';
	}

	const [listener] = lab.registry.all();
	listening(listener!.name);
	const unplayed = [...players];
	const playing = await playArriving(lab, acceptor, unplayed, settings);
	if (settings.address.transport !== 'udp') {
		listener!.close();
	}

	await Promise.all(playing);
	for (const player of unplayed) {
		player.stop(`no client came for it in ${formatDuration(settings.accept_ms ?? 0)}`);
	}

	return undefined;
}

/** Begins to play as clients come, as many as there are players; those that begin are taken out of `unplayed`. */
async function playArriving(
	lab: Lab,
	acceptor: Acceptor,
	unplayed: Player[],
	settings: ReplaySettings,
): Promise<ReadonlyArray<Promise<void>>> {
	const playing: Array<Promise<void>> = [];
	for (let left = unplayed.length; left > 0; left--) {
		const live = await acceptor.next(settings.accept_ms);
		if (live === undefined) {
			break;
		}

		playing.push(play(lab, live, unplayed, settings));
	}

	return playing;
}

async function listen(lab: Lab, acceptor: Acceptor, {address}: ReplaySettings): Promise<string | undefined> {
	let failure = '';
	const stop = lab.journal.subscribe(event => {
		failure = event.errno === undefined ? failure : failureText(event);
	});
	const accept = (connection: ServiceConnection) => acceptor.accept(connection);
	const isOpen = await lab.sockets.listen(address, {
		service: 'replay',
		serving: {stream: accept, datagram: perPeer(accept)},
		stream: {recv_bytes: limits.recv_bytes},
		options: {eol: '\n', halfopen: true, backlog: limits.backlog_connections},
	});
	stop();
	return isOpen === true ? undefined : failure;
}

async function play(
	lab: Lab,
	live: LiveConversation,
	unplayed: Player[],
	settings: ReplaySettings,
): Promise<void> {
	const player = await chosen(lab, live, unplayed);
	player.begin(live);
	const pace = new Pace(lab.clock, settings.timing);
	for (const move of player.part.moves) {
		await pace.wait(move);
		await player.make(move);
		if (isOfPeer(move)) {
			pace.reached(move);
		}
	}

	await player.finish();
}

/**
Which conversation is a client's: where several clients come, the one that begins with what this one says; in the order
of the recording where that does not tell, or the client is silent.
*/
async function chosen({clock}: Lab, live: LiveConversation, unplayed: Player[]): Promise<Player> {
	const silence = new Silence(live, clock);
	while (isUnclear(live, unplayed) && !silence.hasLasted(limits.replay_settle_ms)) {
		await silence.wait(limits.replay_settle_ms);
	}

	const [player = unplayed[0]!] = live.waiting_bytes === 0 ? unplayed : candidates(live, unplayed);
	unplayed.splice(unplayed.indexOf(player), 1);
	return player;
}

/** Whether the client may say more that tells. */
function isUnclear(live: LiveConversation, unplayed: readonly Player[]): boolean {
	if (unplayed.length === 1 || live.hasEnded || unplayed[0]!.part.speaksFirst) {
		return false;
	}

	const {waiting_bytes} = live;
	return waiting_bytes === 0
		|| candidates(live, unplayed).some(({part}) => part.answers[0]!.bytes.length > waiting_bytes);
}

/** Those whose first answer and what the client has said so far begin alike. */
function candidates(live: LiveConversation, unplayed: readonly Player[]): Player[] {
	const said = live.peek();
	return unplayed.filter(({part}) => {
		const bytes = part.answers[0]?.bytes;
		return bytes !== undefined && beginAlike(said, bytes);
	});
}
