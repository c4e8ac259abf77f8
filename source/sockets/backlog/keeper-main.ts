/**
The main file of the keeper's process. It keeps listening sockets open and never calls accept(2) on them. It ends when
the channel to its parent closes, which the system does however the parent ends.
*/
import type {SendHandle} from 'node:child_process';
import process from 'node:process';
import type {FromKeeper, ToKeeper} from './keeper-messages.ts';

/** TCP and Pipe handles of libuv, on which this process never listens. */
const sockets = new Map<number, SendHandle>();

process.on('message', ({type, id}: ToKeeper, handle) => {
	if (type === 'keep') {
		sockets.set(id, handle);
		return;
	}

	const socket = sockets.get(id);
	sockets.delete(id);
	const close = () => {
		(socket as {close(): void} | undefined)?.close();
	};

	if (type === 'close') {
		close();
		return;
	}

	const answer: FromKeeper = {type: 'returned', id};
	process.send!(answer, socket, {keepOpen: true}, close);
});
process.on('disconnect', () => {
	process.exit();
});
