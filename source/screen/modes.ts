/** The terminal's modes as byte strings. Sources: DEC STD 070; xterm's ctlseqs; "Synchronized Output" by C. Parpart. */

export type Modes = {
	/**
	Alternate screen, no wrapping at the right edge, pastes in brackets, cursor hidden; the wheel sends no arrows (1007).
	*/
	readonly enter: string;
	/** Everything that `enter` and a frame set, put back. */
	readonly leave: string;
	/** A frame's first and last bytes: the terminal shows what is between them at once. */
	readonly begin: string;
	readonly end: string;
	/** The mouse's presses, drags and wheel come as input, or are the terminal's again. */
	readonly mouseOn: string;
	readonly mouseOff: string;
	readonly showCursor: string;
	readonly hideCursor: string;
};

/**
The modes for a terminal type (`TERM`). `dumb` and none have none of them: there, the screen is drawn where the shell
is.
*/
export function modesFor(terminalType: string | undefined): Modes {
	return ['', 'dumb'].includes(terminalType ?? '') ? none : full;
}

const mouseOff = '\u{1B}[?1006l\u{1B}[?1002l';

/**
Alternate scroll (1007) is put back as it was where the terminal can keep a mode (xterm's XTSAVE); those that cannot
(Alacritty, Windows Terminal) have it on by default.
*/
const full: Modes = {
	enter: '\u{1B}[?1049h\u{1B}[?7l\u{1B}[?2004h\u{1B}[?1007s\u{1B}[?1007l\u{1B}[?25l\u{1B}[m\u{1B}[2J',
	leave: `\u{1B}[?2026l\u{1B}[m${mouseOff}\u{1B}[?1007h\u{1B}[?1007r\u{1B}[?2004l\u{1B}[?7h\u{1B}[?1049l\u{1B}[?25h`,
	mouseOn: '\u{1B}[?1002h\u{1B}[?1006h',
	mouseOff,
	begin: '\u{1B}[?2026h',
	end: '\u{1B}[?2026l',
	showCursor: '\u{1B}[?25h',
	hideCursor: '\u{1B}[?25l',
};

const none: Modes = {
	enter: '', leave: '\r\n', mouseOn: '', mouseOff: '', begin: '', end: '', showCursor: '', hideCursor: '',
};
