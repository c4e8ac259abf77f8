import {highest} from '../core/highest.ts';
import {countOf, formatCount, formatDuration, formatSize} from '../core/quantities.ts';
import {columnsOf, visibleText} from '../core/visible.ts';
import type {Repeat} from '../lab/repeats.ts';
import type {ListedEntry} from '../lab/entries/entry.ts';
import type {ReadingHost} from './define.ts';

const heading = ['name', 'state', 'local', 'remote', 'in', 'out', ''];

/**
Every endpoint as a line of a table, in the order they were made: visible text. `heard`: what is told of who spoke last
and who waits.
*/
export function listLines(
	registry: ReadingHost['shown']['registry'],
	repeats: readonly Repeat[],
	heard: (name: string) => string = () => '',
): string[] {
	const entries: readonly ListedEntry[] = registry.all();
	const repeatLines = repeats.map(repeat => repeatLine(repeat));
	if (entries.length === 0 && repeatLines.length === 0) {
		return ['no endpoints yet; `listen tcp:4000 echo` or `connect tcp:4000` makes one'];
	}

	const rows = [heading, ...entries.map(entry => rowOf(entry, heard(entry.name)).map(cell => visibleText(cell)))];
	const widths = heading.map((_, column) => highest(rows.map(row => columnsOf(row[column]!)))!);
	const padded = (cell: string, column: number) => cell + ' '.repeat(widths[column]! - columnsOf(cell));
	const lines = rows.map(row => row.map((cell, column) => padded(cell, column)).join('  ').trimEnd());
	const {forgotten} = registry;
	const endings = forgotten === 0 ? [] : [`${formatCount(forgotten)} that ended earlier are not listed`];
	return [...lines, ...endings, ...repeatLines];
}

function rowOf(entry: ListedEntry, heard: string): string[] {
	const {name, in_bytes, out_bytes} = entry;
	const {listState, local, remote, listNotes} = entry.summary();
	const notes = [...listNotes, heard].filter(note => note !== '').join(' ');
	return [name, listState, local, remote, formatSize(in_bytes), formatSize(out_bytes), notes];
}

/** `e1  every 1 s: send ping  12 times of 20, 3 skipped`. */
function repeatLine({name, period_us, line, runs, count, skipped}: Repeat): string {
	const limit = count === undefined ? '' : ` of ${formatCount(count)}`;
	const times = `${countOf(runs, 'time')}${limit}`;
	const missed = skipped === 0 ? '' : `, ${formatCount(skipped)} skipped`;
	return visibleText(`${name}  every ${formatDuration(period_us / 1000)}: ${line}  ${times}${missed}`);
}
