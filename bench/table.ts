/** The lines of the table as text for a terminal and as Markdown. */
import type {Line, Unmeasured} from './outcome.ts';
import type {Mark} from './row.ts';

const names = ['what', 'against', 'to reach', 'measured', 'least to most', 'sockplay', 'reference', 'processor'];

/** The names of the columns; the first has whether the mark is reached. */
export const head = ['', ...names];

/** The cells of a line, in the order of `head`. */
export function cells(line: Line | Unmeasured): string[] {
	const {row, mark, isPinned} = line;
	const what = `${row.what}${isPinned ? ', all on one processor' : ''}`;
	const first = [what, mark.against ?? '', bound(mark)];
	if ('why' in line) {
		return ['', ...first, line.why, '', '', '', ''];
	}

	const {figure, reference, result, least, most, processorRatio, isReached} = line;
	return [
		isReached ? '✓' : '✗',
		...first,
		mark.against === undefined ? '' : result.toFixed(2),
		mark.against === undefined ? `${amount(least)} to ${amount(most)}` : `${least.toFixed(2)} to ${most.toFixed(2)}`,
		withUnit(figure, mark.metric),
		reference === undefined ? '' : amount(reference),
		processorRatio === undefined ? '' : processorRatio.toFixed(2),
	];
}

/** Columns under each other; the first row is the head. */
export function asText(rows: ReadonlyArray<readonly string[]>): string {
	const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
	return rows.map(row => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n');
}

export function asMarkdown([first, ...rows]: ReadonlyArray<readonly string[]>): string {
	const lines = [first!, first!.map(() => '---'), ...rows];
	return lines.map(row => `| ${row.join(' | ')} |`).join('\n');
}

function bound({against, atLeast, atMost}: Mark): string {
	const words = [
		...atLeast === undefined ? [] : [`at least ${atLeast}`],
		...atMost === undefined ? [] : [`at most ${atMost}`],
	];
	return `${words.join(', ')}${against === undefined ? '' : ' times'}`;
}

/** A figure with its metric, whose name begins with the unit. */
export function withUnit(figure: number, metric: string): string {
	return `${amount(figure)} ${metric}`;
}

/** Three digits that count, with commas between thousands. */
function amount(value: number): string {
	const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-3))));
	return Number(value.toFixed(digits)).toLocaleString('en-US');
}
