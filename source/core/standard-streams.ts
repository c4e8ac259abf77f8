/**
What a pipe reads its bytes from and writes them to: standard input and output, as a rule. `source/sockets` implements
both for file descriptors.
*/

export type InputObserver = {
	/** Bytes that were read. They stay as they are until this returns, and while the input is held. */
	received(bytes: Uint8Array): void;
	/** Nothing more will come. */
	ended(): void;
	/** Reading failed; nothing more will come. */
	failed(errno: string): void;
};

/** Where bytes come from. It begins held, with nothing read. Calls after its end do nothing. */
export type Input = {
	/** Hears everything from now on. */
	observer: InputObserver;
	/** Reads no more, until `resume`. */
	hold(): void;
	resume(): void;
	/** Reads no more, and keeps the process no longer. */
	close(): void;
};

export type OutputObserver = {
	/** All that was written has been taken. */
	drained(): void;
	/** Nothing can be written any more: `EPIPE` when the reader has gone. */
	failed(errno: string): void;
};

/** Where bytes go to. */
export type Output = {
	observer: OutputObserver;
	/** Bytes written that have not been taken yet. */
	readonly queued_bytes: number;
	/** Writes the bytes, which must stay as they are until `queued_bytes` is 0. */
	write(bytes: Uint8Array): void;
};
