/**
`close`: the peer's FIN; `reset`: its RST; `refused`: the system refused to open it, or told a UDP socket that nobody is
there; `timeout`: connect had no answer, or idle= was reached.
*/
export type HappeningKind = 'close' | 'reset' | 'refused' | 'timeout';

export type Happening = {
	readonly kind: HappeningKind;
	/** The number of its event. */
	readonly seq: number;
	readonly errno: string | undefined;
	/** It was told while its endpoint was being opened: another address may have been tried. */
	readonly isOpening: boolean;
	/** It was expected. */
	isTaken: boolean;
};
