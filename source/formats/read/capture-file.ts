import type {CapturedBlock, CaptureFormat} from './capture-format.ts';
import {KeptBytes} from './kept-bytes.ts';
import {pcapFor} from './pcap-records.ts';
import {pcapngFor} from './pcapng-blocks.ts';

/** Enough to know a format by, and what a pcap file begins with. */
const head_bytes = 24;

/** The blocks of a pcapng or a pcap file, read piece by piece. */
export class CaptureFile {
	readonly #kept = new KeptBytes();
	#format: CaptureFormat | undefined;
	/** It begins as no capture does. */
	#isUnknown = false;
	/** Bytes of whole blocks: where the next begins. */
	at_bytes = 0;

	/** What stands at `at_bytes` is no block: the rest cannot be read. */
	get broken(): boolean {
		return this.#isUnknown || this.#format?.isBroken === true;
	}

	/** Bytes behind the last whole block. */
	get left_bytes(): number {
		return this.#kept.length;
	}

	/** Blocks with a packet that cannot be what they say they are. */
	get wrong(): number {
		return this.#format?.wrong ?? 0;
	}

	/** Blocks with more options than are read. */
	get overfull(): number {
		return this.#format?.overfull ?? 0;
	}

	/** Written by sockplay, whose comments are its log. */
	get isOwn(): boolean {
		return this.#format?.isOwn === true;
	}

	/**
	Reads on. Nothing behind a broken block is looked at.

	@yields what each block holds that ends in these bytes.
	*/
	* read(bytes: Uint8Array): Generator<CapturedBlock, void> {
		const all = this.broken ? undefined : this.#kept.join(bytes);
		if (all === undefined) {
			return;
		}

		this.#recognise(all);
		let at = 0;
		let length = this.#format?.blockLength(all);
		while (length !== undefined && at + length <= all.length) {
			const block = this.#format?.block(all.subarray(at, at + length));
			if (this.broken) {
				return;
			}

			at += length;
			this.at_bytes += length;
			yield block;
			length = this.#format?.blockLength(all.subarray(at));
		}

		if (!this.broken) {
			this.#kept.keep(all.subarray(at), length ?? 0);
		}
	}

	#recognise(head: Uint8Array): void {
		if (this.#format === undefined && head.length >= head_bytes) {
			this.#format = pcapFor(head) ?? pcapngFor(head);
			this.#isUnknown = this.#format === undefined;
		}
	}
}
