/**
The text with the slash that a prompt wants before each line that stands in backquotes: `listen tcp:1` becomes
`/listen tcp:1`.
*/
export function withSlashes(text: string): string {
	return text.replaceAll(/`(?<line>[a-z][^`]*)`/giv, '`/$<line>`');
}
