/** The line ends of a paste: CR LF and LF stay; a CR alone is what terminals send for the LF of what was copied. */

export type Pasted = {
	readonly text: string;
	/** The line ends of `text`, in words. */
	readonly ends: string;
};

/** The text with LF for each CR that stands alone. */
export function readPastedLines(pasted: string): Pasted {
	const text = pasted.replaceAll(/\r(?!\n)/gv, '\n');
	const hasCrLf = text.includes('\r\n');
	const hasLf = /(?<!\r)\n/v.test(text);
	const lf = text === pasted ? 'LF' : 'CR sent as LF';
	return {text, ends: [...hasLf ? [lf] : [], ...hasCrLf ? ['CR LF'] : []].join(' and ')};
}

/** The text in the language of commands, in which a line end is written `\n` or `\r\n`. */
export function withWrittenEnds(text: string): string {
	return text.replaceAll('\r\n', String.raw`\r\n`).replaceAll('\n', String.raw`\n`);
}
