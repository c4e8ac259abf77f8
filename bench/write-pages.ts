/** docs/performance.md, and its part of the README. */
import {readFile, writeFile} from 'node:fs/promises';
import type {Line, Skipped} from './outcome.ts';
import {asMarkdown, cells, head} from './table.ts';

const page = new URL('../docs/performance.md', import.meta.url);
const readme = new URL('../README.md', import.meta.url);
const [begin, end] = ['<!-- performance -->', '<!-- /performance -->'];

const introduction = `# How fast it is

Measured by \`npm run bench -- --write\`, in one run, beside what a person would use instead. A figure is the median of
the rounds; a ratio is taken round by round, sockplay's figure by the reference's, and its median stands under
"measured". Under "processor" stands the same for the processor time that one unit of the work takes. sockplay keeps and
logs all of it: every byte up to 64 MiB, every call, in both directions; the references keep nothing.`;

/** Writes both. */
export async function writePages(lines: ReadonlyArray<Line | Skipped>, machine: string): Promise<void> {
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

	const heart = asMarkdown([['what', 'against', 'measured'], ...lines.flatMap(line => brief(line))]);
	await writeFile(readme, `${text.slice(0, from + begin.length)}\n${heart}\n${text.slice(to)}`);
}

/** What the README has of a line: nothing of those on one processor. */
function brief(line: Line | Skipped): string[][] {
	if ('missing' in line || line.isPinned) {
		return [];
	}

	const {mark, row, result} = line;
	const measured = mark.against === undefined ? cells(line)[6]! : `${result.toFixed(2)} times the ${mark.metric}`;
	return [[row.what, mark.against ?? '', measured]];
}
