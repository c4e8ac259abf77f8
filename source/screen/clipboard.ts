/**
Text for the terminal's clipboard: OSC 52, which crosses SSH. Source: xterm's ctlseqs, "Manipulate Selection Data".
*/
import {Buffer} from 'node:buffer';

/**
The sequence that puts `text` into the clipboard of the terminal, which may not allow it and does not say.

Inside tmux it is sent twice: plain, which tmux takes when its `set-clipboard` is `on`, and wrapped for the terminal
around tmux, which gets it when `allow-passthrough` is on. Where both are, the same text is set twice.
*/
export function clipboardSequence(text: string, environment: Readonly<Record<string, string | undefined>>): string {
	const plain = `\u{1B}]52;c;${Buffer.from(text).toString('base64')}\u{7}`;
	return (environment['TMUX'] ?? '') === '' ? plain : `${plain}\u{1B}Ptmux;\u{1B}${plain}\u{1B}\\`;
}
