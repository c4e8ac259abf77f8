import {limits} from '../core/limits.ts';
import {formatCount, formatSize} from '../core/quantities.ts';
import type {Lab} from '../lab/lab.ts';
import type {Entry} from '../lab/entries/entry.ts';

/**
What each open endpoint of a session waits for, a line each, those first that something is expected of. Of more than
`limits.script_waiting_lines` the others are counted.
*/
export function waitingLines(lab: Lab): readonly string[] {
	const expected = new Map(lab.expectations.all().map(({entry, wanted, progress}) =>
		[entry, `expects ${wanted}: ${progress}; `]));
	const [first, others] = [true, false].map(isExpected =>
		lab.registry.living.values().filter(entry => expected.has(entry) === isExpected).toArray());
	const all = [...first!, ...others!];
	const shown = all.slice(0, limits.script_waiting_lines);
	const more = all.length === shown.length ? [] : [`and ${formatCount(all.length - shown.length)} more endpoints`];
	return [...shown.map(entry => `${entry.name} ${expected.get(entry) ?? ''}${waitsFor(entry)}`), ...more];
}

function waitsFor(entry: Entry): string {
	const {local, remote, held} = entry.summary();
	if (entry.state === 'opening' || entry.state === 'connecting') {
		return `waits for ${remote === '' ? 'the system' : `an answer of ${remote}`}: it is ${entry.state}`;
	}

	if (entry.isListener) {
		return `waits for clients at ${local}: ${formatCount(entry.open)} open${held ? ', held: accept is not called' : ''}`;
	}

	const traffic = `received ${formatSize(entry.in_bytes)}, sent ${formatSize(entry.out_bytes)}`;
	if (held) {
		return `waits for resume: recv is not called; ${traffic}`;
	}

	if (entry.queued_bytes > 0) {
		return `waits for ${remote} to read: ${formatSize(entry.queued_bytes)} queued; ${traffic}`;
	}

	return entry.state === 'half-closed remote'
		? `waits for close: ${remote} has sent FIN; ${traffic}`
		: `waits for bytes of ${remote === '' ? 'anybody' : remote}: it is ${entry.state}; ${traffic}`;
}
