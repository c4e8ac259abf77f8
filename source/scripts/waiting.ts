import {formatCount, formatSize} from '../core/quantities.ts';
import type {Lab} from '../lab/lab.ts';
import type {Entry} from '../lab/entries/entry.ts';

/** What each open endpoint of a session waits for, a line each. */
export function waitingLines(lab: Lab): readonly string[] {
	const expected = new Map(lab.expectations.all().map(({entry, wanted, progress}) =>
		[entry, `expects ${wanted}: ${progress}; `]));
	return lab.registry.living
		.values()
		.map(entry => `${entry.name} ${expected.get(entry) ?? ''}${waitsFor(entry)}`)
		.toArray();
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

	return entry.queued_bytes > 0
		? `waits for ${remote} to read: ${formatSize(entry.queued_bytes)} queued; ${traffic}`
		: `waits for bytes of ${remote}: it is ${entry.state}; ${traffic}`;
}
