/** What a capture is read as, whatever its format. */
export type CapturedPacket = {
	/** Microseconds since 1970. */
	readonly time: number;
	/** https://www.tcpdump.org/linktypes.html */
	readonly linkType: number;
	/** A view of what was read, valid until the next block is asked for. */
	readonly bytes: Uint8Array;
	/** Bytes that were on the wire and not captured. */
	readonly missing_bytes: number;
	readonly comments: readonly string[];
	/** Comments that are left out: a packet has no need of so many. */
	readonly uncommented: number;
};

/** Comments on a block without a packet. */
export type CapturedComments = {readonly comments: readonly string[]};

/** What a block holds; undefined for one without packet and comments. */
export type CapturedBlock = CapturedPacket | CapturedComments | undefined;

/** The blocks of one file, in their order. */
export type CaptureFormat = {
	/** What was looked at last is no block: the rest cannot be read. */
	readonly isBroken: boolean;
	/** Blocks with a packet that cannot be what they say they are. */
	readonly wrong: number;
	/** Blocks with more options than are read. */
	readonly overfull: number;
	/** Written by sockplay, whose comments are its log. */
	readonly isOwn: boolean;
	/** How long the block is that begins here; undefined while too little of it is there, or when it is broken. */
	blockLength: (bytes: Uint8Array) => number | undefined;
	/** Reads a whole block. */
	block: (bytes: Uint8Array) => CapturedBlock;
};

export const noComments = {comments: [], uncommented: 0} as const;

/** To read its numbers. */
export function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
