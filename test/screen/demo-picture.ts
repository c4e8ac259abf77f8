/** What the demo must look like: its picture made from the size alone, without any code of the screen. */

/** The lines of the demo's screen at this size, before anything is typed, without blanks at the ends. */
export function demoPicture(columns: number, rows: number): string[] {
	const inner = columns - 2;
	const left = Math.floor(columns / 2) - 1;
	const line = (side: string, index: number, width: number): string => cut(`${side} ${columns}x${rows} line ${index} 漢字 ${'.'.repeat(columns)}`, width);
	const body = Array.from({length: rows - 4}, (_, index) => `│${line('left', index, left)}${line('right', index, inner - left)}│`);
	return [`╭${'─'.repeat(inner)}╮`, ...body, `│›${' '.repeat(inner - 1)}│`, `╰${'─'.repeat(inner)}╯`];
}

/** The first `width` columns, where 漢 and 字 take two. */
function cut(text: string, width: number): string {
	let taken = '';
	let room = width;
	for (const character of text) {
		const columns = '漢字'.includes(character) ? 2 : 1;
		if (columns > room) {
			break;
		}

		taken += character;
		room -= columns;
	}

	return taken + ' '.repeat(room);
}
