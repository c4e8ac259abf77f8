/** The result of a decoder: one line for each message. */

export type Message = {
	/** Where its bytes begin and end (exclusive). */
	readonly from: number;
	readonly to: number;
	/** `HTTP`, `DNS`… */
	readonly protocol: string;
	/** A summary in one line. Not escaped: it may contain anything a peer sent. */
	readonly text: string;
};

export type DecodeFacts = {
	/** The bytes are one datagram. */
	readonly isDatagram: boolean;
	/** There are more bytes than given: the last message may be incomplete. */
	readonly isCut: boolean;
	/** How many more of the last message there are. */
	readonly more_bytes?: number;
	/** The protocol of the stream that they are of, as far as it was recognised. */
	readonly hint?: string | undefined;
};

/**
Pure, bounded by the bytes and by `limits.decode_messages`, never throws. Returns undefined, quickly, when the bytes are
not of its protocol; an incomplete message is decoded as far as possible.
*/
export type Decoder = (bytes: Uint8Array, facts: DecodeFacts) => readonly Message[] | undefined;
