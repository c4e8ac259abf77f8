/** Where the variables of a line stand: `{s1.port}` `{name}` `{1}` `{port:NAME}`. */

/** A variable in a text; `end` is behind its closing brace. */
export type Placeholder = {readonly name: string; readonly start: number; readonly end: number};

/**
An escape with braces of its own (`\u{e9}`, `\p{L}`), any other escape (`\{n}` is a macro), or a variable. Other braces
stay as they are.
*/
const pieces = /\\[pux]\{[^\}]{0,64}\}|\\.|\{(?<name>port:[\w\-]+|[a-z_][\w\-]*(?:\.[\w\-]+)*|[1-9]\d?)\}/gisv;

/** An expression, whose `{3}` is a count. */
const expression = /^(?:\S+\s+)?expect\s+(?:[a-z]+=\S+\s+)*\//v;

/** Whether a line expects an expression. */
export function hasExpression(line: string): boolean {
	return expression.test(line);
}

/** The variables of a line, in order. */
export function placeholdersOf(line: string): readonly Placeholder[] {
	const isExpression = hasExpression(line);
	return line
		.matchAll(pieces)
		.filter(({groups}) => groups?.['name'] !== undefined)
		.map(({index, 0: whole, groups}) => ({name: groups!['name']!, start: index, end: index + whole.length}))
		.filter(({name}) => !(isExpression && /^\d/v.test(name)))
		.toArray();
}

/** The names of the groups that an expression of a line captures. */
export function capturedNames(line: string): readonly string[] {
	const groups = hasExpression(line) ? line.matchAll(/\(\?p?<(?<name>[a-z_]\w*)>/giv) : [];
	return Array.from(groups, ({groups: found}) => found!['name']!);
}
