import {Buffer} from 'node:buffer';
import type {FileHandle} from 'node:fs/promises';
import {limits} from '../../core/limits.ts';
import type {ServiceConnection} from '../service.ts';

/** A file on its way to one connection. */
export type FileTransfer = {
	/** There is room again. */
	drained(): void;
	/** The connection is gone. */
	stop(): void;
	/** Bytes sent, once all are, or as many as there were when it was stopped. Fails when the disk does. */
	readonly sent: Promise<number>;
};

/** Sends all of an open file and closes the file. Only so much is read as the peer takes. */
export function streamFile(handle: FileHandle, connection: ServiceConnection): FileTransfer {
	const state = {isStopped: false, wake: () => undefined as unknown};
	return {
		drained() {
			state.wake();
		},
		stop() {
			state.isStopped = true;
			state.wake();
		},
		sent: sendAll(handle, connection, state),
	};
}

async function sendAll(handle: FileHandle, connection: ServiceConnection, state: {readonly isStopped: boolean; wake: () => unknown}): Promise<number> {
	const buffer = Buffer.allocUnsafeSlow(limits.file_read_bytes);
	let sent_bytes = 0;
	try {
		while (!state.isStopped) {
			const {bytesRead} = await handle.read(buffer, 0, buffer.length, null);
			if (bytesRead === 0 || state.isStopped) {
				break;
			}

			const {promise: room, resolve} = Promise.withResolvers<void>();
			state.wake = resolve;
			connection.send(buffer.subarray(0, bytesRead));
			sent_bytes += bytesRead;
			if (connection.queued_bytes() > 0) {
				await room;
			}
		}
	} finally {
		await handle.close();
	}

	return sent_bytes;
}
