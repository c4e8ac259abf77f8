import {formatAddress} from '../core/address.ts';
import {highest} from '../core/highest.ts';
import {formatCount, formatDuration, formatSize} from '../core/quantities.ts';
import {columnsOf, visibleText} from '../core/visible.ts';
import type {Lab} from '../lab/lab.ts';
import type {Repeat} from '../lab/repeats.ts';
import {linkNote} from '../lab/link-note.ts';
import type {Entry} from '../lab/registry.ts';

const heading = ['name', 'state', 'local', 'remote', 'in', 'out', ''];

/** Every endpoint as a line of a table, in the order they were made: visible text. */
export function listLines(lab: Lab): string[] {
	const entries = lab.registry.all();
	if (entries.length === 0 && lab.repeats.all().length === 0) {
		return ['no endpoints yet; listen tcp:4000 echo or connect tcp:4000 makes one'];
	}

	const rows = [heading, ...entries.map(entry => rowOf(entry).map(cell => visibleText(cell)))];
	const widths = heading.map((_, column) => highest(rows.map(row => columnsOf(row[column]!)))!);
	const lines = rows.map(row => row.map((cell, column) => cell + ' '.repeat(widths[column]! - columnsOf(cell))).join('  ').trimEnd());
	const {forgotten} = lab.registry;
	const endings = forgotten === 0 ? [] : [`${formatCount(forgotten)} that ended earlier are not listed`];
	return [...lines, ...endings, ...lab.repeats.all().map(repeat => repeatLine(repeat))];
}

function rowOf(entry: Entry): string[] {
	return [entry.name, stateOf(entry), localOf(entry), remoteOf(entry), formatSize(entry.in_bytes), formatSize(entry.out_bytes), remarksOf(entry)];
}

function stateOf(entry: Entry): string {
	switch (entry.kind) {
		case 'listener': {
			return entry.state;
		}

		case 'connection': {
			return entry.state;
		}

		case 'datagram': {
			return entry.state;
		}

		case 'peer': {
			return entry.alive ? 'peer' : 'closed';
		}
	}
}

function localOf(entry: Entry): string {
	return entry.kind === 'listener' ? formatAddress(entry.address) : entry.source.local ?? '';
}

function remoteOf(entry: Entry): string {
	return entry.kind === 'listener' ? '' : entry.source.remote ?? '';
}

function remarksOf(entry: Entry): string {
	const isHeld = (entry.kind === 'connection' || entry.kind === 'datagram') && entry.held;
	const queued_bytes = entry.kind === 'connection' || entry.kind === 'datagram' ? entry.queued_bytes : 0;
	const dropped = entry.kind === 'datagram' ? entry.drops?.count ?? 0 : 0;
	return [
		entry.kind === 'listener' || entry.kind === 'datagram' ? entry.service : '',
		entry.kind === 'listener' ? `${entry.connections.size} open` : '',
		isHeld ? 'held' : '',
		linkNote(entry),
		dropped > 0 ? `${formatCount(dropped)} dropped by the system` : '',
		queued_bytes > 0 ? `${formatSize(queued_bytes)} queued` : '',
	].filter(remark => remark !== '').join(' ');
}

/** `e1  every 1 s: send ping  12 times of 20, 3 skipped`. */
function repeatLine({name, period_us, line, runs, count, skipped}: Repeat): string {
	const times = `${formatCount(runs)} ${runs === 1 ? 'time' : 'times'}${count === undefined ? '' : ` of ${formatCount(count)}`}`;
	return visibleText(`${name}  every ${formatDuration(period_us / 1000)}: ${line}  ${times}${skipped === 0 ? '' : `, ${formatCount(skipped)} skipped`}`);
}
