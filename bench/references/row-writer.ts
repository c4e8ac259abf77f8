/**
Frames brought to a terminal as simply as it can be done: `node row-writer.ts FILE`. The file has them ready, as JSON:
each a list of coloured rows. Twelve times a second the rows that differ from those shown are written whole.
*/
import {readFileSync} from 'node:fs';
import process from 'node:process';

const frames = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as ReadonlyArray<readonly string[]>;
let shown: readonly string[] = [];
let count = 0;

setInterval(() => {
	const rows = frames[count++ % frames.length]!;
	let drawing = '';
	for (const [y, row] of rows.entries()) {
		if (row !== shown[y]) {
			drawing += `\u{1B}[${y + 1};1H${row}`;
		}
	}

	shown = rows;
	process.stdout.write(drawing);
}, 1000 / 12);
