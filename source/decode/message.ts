/** What a decoder tells: one line for each message that it recognises. */

export type Message = {
	/** Where its bytes begin and end (exclusive). */
	readonly from: number;
	readonly to: number;
	/** A word: `HTTP`, `DNS`. */
	readonly protocol: string;
	/** What the message says, in one line. Not yet made visible: it may hold anything a peer sent. */
	readonly text: string;
};

export type DecodeFacts = {
	/** The bytes are one datagram. */
	readonly isDatagram: boolean;
	/** More bytes came than are handed over: the last message may be cut. */
	readonly isCut: boolean;
};

/** Pure, bounded by the bytes and by `limits.decode_messages`, never throws. Nothing, quickly, when these bytes are not its protocol's; a message that is cut short is told as far as it goes. */
export type Decoder = (bytes: Uint8Array, facts: DecodeFacts) => readonly Message[] | undefined;
