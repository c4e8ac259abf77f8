import {describeCall} from '../core/describe.ts';
import {limits} from '../core/limits.ts';
import {formatDuration} from '../core/quantities.ts';
import type {Lab} from '../lab/lab.ts';
import {perPeer} from '../services/per-peer.ts';
import type {ServiceConnection} from '../services/service.ts';
import {Acceptor} from './acceptor.ts';
import type {LiveConversation} from './live-conversation.ts';
import {Pace} from './pace.ts';
import {isOfPeer, recordedBytes} from './plan.ts';
import type {Player} from './player.ts';
import type {ReplaySettings} from './settings.ts';

/**
Plays the servers of a recording to clients, each conversation to one client, until all of them were played. False when
the system refused to listen.
*/
export async function playServers(
	lab: Lab,
	players: readonly Player[],
	settings: ReplaySettings,
	listening: (name: string) => void,
): Promise<true | string> {
	const room_bytes = Math.max(0, ...players.map(({part}) => recordedBytes(part)));
	const acceptor = new Acceptor(lab.clock, room_bytes);
	const failure = await listen(lab, acceptor, settings);
	if (failure !== undefined) {
		return failure;
	}

	const [listener] = lab.registry.all();
	listening(listener!.name);
	const unplayed = [...players];
	const playing: Array<Promise<void>> = [];
	for (const _ of players) {
		const live = await acceptor.next(settings.accept_ms);
		if (live === undefined) {
			break;
		}

		playing.push(play(lab, live, unplayed, settings));
	}

	if (settings.address.transport !== 'udp') {
		listener!.close();
	}

	await Promise.all(playing);
	for (const player of unplayed) {
		player.stop(`no client came for it in ${formatDuration(settings.accept_ms ?? 0)}`);
	}

	return true;
}

async function listen(lab: Lab, acceptor: Acceptor, {address}: ReplaySettings): Promise<string | undefined> {
	let failure = '';
	const stop = lab.journal.subscribe(event => {
		failure = event.errno === undefined ? failure : describeCall(event);
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
	const player = await chosen(lab, live, unplayed, settings);
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
of the recording where that does not tell.
*/
async function chosen(
	{clock}: Lab,
	live: LiveConversation,
	unplayed: Player[],
	{timeout_ms}: ReplaySettings,
): Promise<Player> {
	if (unplayed.length > 1 && unplayed[0]!.part.moves.find(({kind}) => kind !== 'open')?.kind === 'await') {
		const due_us = clock.now_us() + (timeout_ms * 1000);
		while (live.waiting_bytes === 0 && !live.hasEnded && clock.now_us() < due_us) {
			await live.next(due_us);
		}
	}

	const index = Math.max(0, unplayed.findIndex(({part}) => live.beginsLike(part.answers[0]?.bytes)));
	return unplayed.splice(index, 1)[0]!;
}
