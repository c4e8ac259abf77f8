/** Where a cursor can stand in a text, and where its words begin and end. Places are in UTF-16 units. */
const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** The place one grapheme to the right, or the end. */
export function nextGrapheme(text: string, at: number): number {
	const segment = graphemes.segment(text).containing(at);
	return segment === undefined ? text.length : segment.index + segment.segment.length;
}

/** The place one grapheme to the left, or 0. */
export function previousGrapheme(text: string, at: number): number {
	return at <= 0 ? 0 : graphemes.segment(text).containing(at - 1)?.index ?? 0;
}

/** The graphemes of a text, in order. */
export function splitGraphemes(text: string): string[] {
	return Array.from(graphemes.segment(text), ({segment}) => segment);
}

const isWord = (character: string): boolean => /[\p{Letter}\p{Mark}\p{Number}]/v.test(character);
const isInk = (character: string): boolean => /\S/v.test(character);

/** The beginning of the word left of `at`. Letters, marks and digits make words. */
export function wordStart(text: string, at: number): number {
	return runStart(text, at, isWord);
}

/** The same for words that are parted by white space alone. */
export function spacedWordStart(text: string, at: number): number {
	return runStart(text, at, isInk);
}

/** The end of the word right of `at`. */
export function wordEnd(text: string, at: number): number {
	const characters = [...text.slice(at)];
	const start = characters.findIndex(character => isWord(character));
	const length = start === -1 ? -1 : characters.slice(start).findIndex(character => !isWord(character));
	return length === -1 ? text.length : at + characters.slice(0, start + length).join('').length;
}

function runStart(text: string, at: number, isPart: (character: string) => boolean): number {
	const characters = [...text.slice(0, at)];
	const end = characters.findLastIndex(character => isPart(character)) + 1;
	const start = characters.slice(0, end).findLastIndex(character => !isPart(character)) + 1;
	return characters.slice(0, start).join('').length;
}
