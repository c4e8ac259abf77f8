/** What a terminal (xterm, VT220) sends for a key, by the key's name. */

const named: Readonly<Record<string, string>> = {
	Tab: '\t', 'Shift+Tab': '\u{1B}[Z', Enter: '\r', Escape: '\u{1B}', Backspace: '\u{7F}', Space: ' ',
	Up: '\u{1B}[A', Down: '\u{1B}[B', Right: '\u{1B}[C', Left: '\u{1B}[D', Home: '\u{1B}[H', End: '\u{1B}[F',
	Insert: '\u{1B}[2~', Delete: '\u{1B}[3~', PageUp: '\u{1B}[5~', PageDown: '\u{1B}[6~',
	F1: '\u{1B}OP', F2: '\u{1B}OQ', F3: '\u{1B}OR', F4: '\u{1B}OS', F5: '\u{1B}[15~', F6: '\u{1B}[17~', F7: '\u{1B}[18~', F8: '\u{1B}[19~',
	F9: '\u{1B}[20~', F10: '\u{1B}[21~', F11: '\u{1B}[23~', F12: '\u{1B}[24~',
	'Ctrl+Left': '\u{1B}[1;5D', 'Ctrl+Right': '\u{1B}[1;5C', 'Ctrl+Up': '\u{1B}[1;5A', 'Ctrl+Down': '\u{1B}[1;5B',
	'Ctrl+Home': '\u{1B}[1;5H', 'Ctrl+End': '\u{1B}[1;5F',
};

/** The bytes of one key: `Tab`, `Ctrl+C`, `Alt+b`, `F1`, or a character for itself. Throws for a name that is none. */
export function keyBytes(name: string): string {
	const known = named[name];
	if (known !== undefined) {
		return known;
	}

	const control = /^ctrl\+(?<letter>[a-z\[\\\]^_])$/iv.exec(name)?.groups?.['letter'];
	if (control !== undefined) {
		return String.fromCodePoint(control.toUpperCase().codePointAt(0)! - 64);
	}

	if (name.startsWith('Alt+')) {
		return `\u{1B}${keyBytes(name.slice(4))}`;
	}

	if ([...name].length === 1) {
		return name;
	}

	throw new Error(`no such key: ${name}`);
}

/** A paste as a terminal sends it while bracketed paste is on. */
export function pasteBytes(text: string): string {
	return `\u{1B}[200~${text}\u{1B}[201~`;
}
