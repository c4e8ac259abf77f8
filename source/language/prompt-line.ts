/** The text of a prompt: a command, with the offset of its line in the prompt, or data for the connection. */
export type PromptLine =
	| {readonly kind: 'command'; readonly line: string; readonly offset: number}
	| {readonly kind: 'data'; readonly text: string};

/** The slash rule of prompts: `/verb` is a command, `//text` sends `/text`, anything else is data. */
export function promptLine(text: string): PromptLine {
	if (text.startsWith('//')) {
		return {kind: 'data', text: text.slice(1)};
	}

	return text.startsWith('/') ? {kind: 'command', line: text.slice(1), offset: 1} : {kind: 'data', text};
}
