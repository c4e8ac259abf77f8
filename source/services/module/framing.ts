/** Frames on a pipe: total length and length of the JSON, both in four bytes, big-endian; the JSON; the bytes. */
import {Buffer} from 'node:buffer';
import {limits} from '../../core/limits.ts';

const header_bytes = 8;
const max_bytes = header_bytes + limits.send_bytes + limits.module_message_bytes;

export type Framed = {readonly message: unknown; readonly bytes: Uint8Array};

export function frameOf(message: Readonly<Record<string, unknown>>, bytes: Uint8Array = new Uint8Array()): Uint8Array {
	const json = Buffer.from(JSON.stringify(message));
	const head = Buffer.alloc(header_bytes);
	head.writeUInt32BE(header_bytes + json.length + bytes.length);
	head.writeUInt32BE(json.length, 4);
	return Buffer.concat([head, json, bytes]);
}

/** Reassembles messages from the chunks of a pipe. */
export class FrameReader {
	#pieces: Uint8Array[] = [];
	#size_bytes = 0;
	#wanted_bytes = header_bytes;

	/**
	Returns the messages that this chunk completes.

	@yields A message with its bytes.
	@throws {Error} When the chunk is not valid.
	*/
	* read(chunk: Uint8Array): Generator<Framed> {
		this.#pieces.push(chunk);
		this.#size_bytes += chunk.length;
		while (this.#size_bytes >= this.#wanted_bytes) {
			const whole = joined(this.#pieces);
			const frame_bytes = whole.readUInt32BE();
			const json_bytes = whole.readUInt32BE(4);
			if (frame_bytes < header_bytes + json_bytes || frame_bytes > max_bytes) {
				throw new RangeError('the message is too long');
			}

			const isWhole = whole.length >= frame_bytes;
			this.#keep(isWhole ? whole.subarray(frame_bytes) : whole);
			this.#wanted_bytes = isWhole ? header_bytes : frame_bytes;
			if (!isWhole) {
				continue;
			}

			const bytesAt = header_bytes + json_bytes;
			yield {
				message: JSON.parse(whole.toString('utf8', header_bytes, bytesAt)) as unknown,
				bytes: whole.subarray(bytesAt, frame_bytes),
			};
		}
	}

	#keep(rest: Uint8Array): void {
		this.#pieces = [rest];
		this.#size_bytes = rest.length;
	}
}

/** One piece is not copied: many small messages come in one chunk. */
function joined(pieces: readonly Uint8Array[]) {
	const [first] = pieces;
	return pieces.length === 1 ? Buffer.from(first!.buffer, first!.byteOffset, first!.length) : Buffer.concat(pieces);
}
