/** Text for man(7): nothing in it is a request or an escape, and it is ASCII, whatever the locale of its reader. */

const escapes: Readonly<Record<string, string>> = {
	'\\': String.raw`\e`,
	'-': String.raw`\-`,
	'\'': String.raw`\(aq`,
	'`': String.raw`\(ga`,
	'^': String.raw`\(ha`,
	'~': String.raw`\(ti`,
	'"': String.raw`\(dq`,
	'…': '...',
};

/** One line. */
export function plain(text: string): string {
	const line = text.replaceAll(/["'\-\\^`~[^\u{20}-\u{7E}]]/gv, character => escapes[character] ?? byCodePoint(character));
	return line.startsWith('.') ? String.raw`\&${line}` : line;
}

function byCodePoint(character: string): string {
	return String.raw`\[u${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** Words that are typed as they stand. */
export function bold(text: string): string {
	return String.raw`\fB${plain(text)}\fR`;
}

/** A sentence whose words in backquotes are typed as they stand. */
export function prose(text: string): string {
	return text.split(/(?<code>`[^`]+`)/v).map(part => /^`.+`$/v.test(part) ? bold(part.slice(1, -1)) : plain(part)).join('');
}

export function section(title: string, lines: readonly string[]): readonly string[] {
	return [`.SH "${plain(title.toUpperCase())}"`, ...withoutBreak(lines)];
}

export function subsection(title: string, lines: readonly string[]): readonly string[] {
	return [`.SS "${plain(title)}"`, ...withoutBreak(lines)];
}

/** A heading begins a paragraph itself. */
function withoutBreak(lines: readonly string[]): readonly string[] {
	return lines[0] === '.PP' ? lines.slice(1) : lines;
}

/** Sentences, each on a line of its own. */
export function paragraph(...sentences: readonly string[]): readonly string[] {
	return ['.PP', ...below(sentences)];
}

/** What is explained, and its explanation below it. */
export function item(label: string, ...sentences: readonly string[]): readonly string[] {
	return ['.TP', bold(label), ...below(sentences)];
}

function below(sentences: readonly string[]): readonly string[] {
	return sentences.flatMap((text, index) => index === 0 ? [prose(text)] : ['.br', prose(text)]);
}

/** Lines as they stand. */
export function example(lines: readonly string[]): readonly string[] {
	return ['.PP', '.nf', '.RS 4', ...lines.map(line => bold(line)), '.RE', '.fi'];
}
