/** docs/performance.md, and its part of the README. */
import {readFile, writeFile} from 'node:fs/promises';
import type {Line, Unmeasured} from './outcome.ts';
import type {Row} from './row.ts';
import {asMarkdown, cells, head, withUnit} from './table.ts';

const page = new URL('../docs/performance.md', import.meta.url);
const readme = new URL('../README.md', import.meta.url);
const [begin, end] = ['<!-- performance -->', '<!-- /performance -->'];

const introduction = `# How fast it is

Measured by \`npm run bench -- --write\` in one run, beside what a person would use instead. A figure is the median of
the rounds. A ratio is sockplay's figure by the reference's in the same round; its median stands under "measured", all
of them under "least to most". Under "processor" is the same ratio for the processor time that one unit of the work
takes. sockplay keeps and logs all of it, every call and every byte up to 64 MiB, in both directions; the references
keep nothing.`;

/** Writes both. */
export async function writePages(lines: ReadonlyArray<Line | Unmeasured>, machine: string): Promise<void> {
	const rounds = Math.max(...lines.map(line => 'rounds' in line ? line.rounds : 0));
	const table = asMarkdown([head, ...lines.map(line => cells(line))]);
	const below = [...new Set(lines.filter(line => 'isReached' in line && !line.isReached).map(({row}) => row))];
	const notes = below.map(({what, note}) => `- **${what}**: ${note ?? 'not known.'}`);
	const why = notes.length === 0 ? [] : ['## Below their mark', notes.join('\n')];
	const parts = [introduction, `${machine}. Rounds: ${rounds}.`, table, ...why];
	await writeFile(page, `${parts.join('\n\n')}\n`);

	const text = await readFile(readme, 'utf8');
	const [from, to] = [text.indexOf(begin), text.indexOf(end)];
	if (from === -1 || to < from) {
		throw new Error(`README.md has no ${begin} … ${end}`);
	}

	await writeFile(readme, `${text.slice(0, from + begin.length)}\n${briefly(lines)}\n${text.slice(to)}`);
}

/** What the README has: a line for each of its rows. */
export function briefly(lines: ReadonlyArray<Line | Unmeasured>): string {
	const measured = lines.filter((line): line is Line => 'result' in line && !line.isPinned);
	const rows = [...Map.groupBy(measured.filter(({row}) => row.isInReadme), ({row}) => row)];
	return asMarkdown([['what', 'sockplay', 'beside'], ...rows.map(([row, all]) => brief(row, all))]);
}

function brief({what}: Row, lines: readonly Line[]): string[] {
	const figures = new Set(lines.map(line => withUnit(line.figure, line.mark.metric)));
	const hasOneMetric = figures.size === 1;
	const ratios = lines.filter(({mark}) => mark.against !== undefined).map(({mark, result}) => {
		const metric = hasOneMetric ? '' : `, ${mark.metric}`;
		return `${result.toFixed(2)} times ${mark.against}${metric}`;
	});
	return [what, [...figures].join(', '), ratios.join('; ')];
}
