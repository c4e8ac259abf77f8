import {Buffer} from 'node:buffer';
import type {FileHandle} from 'node:fs/promises';
import {limits} from '../../core/limits.ts';
import type {ServiceConnection} from '../service.ts';

/** The transfer of one file over one connection. */
export type FileTransfer = {
	/** The connection has drained. */
	drained(): void;
	/** The connection is closed. */
	stop(): void;
	/** Resolves to the bytes sent when the transfer ends or is stopped. Rejects when reading fails. */
	readonly sent: Promise<number>;
};

/** Sends an open file and closes it. Reads only as fast as the peer does. */
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

async function sendAll(
	handle: FileHandle,
	connection: ServiceConnection,
	state: {readonly isStopped: boolean; wake: () => unknown},
): Promise<number> {
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
