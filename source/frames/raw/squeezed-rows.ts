/**
Rows of equal bytes are shown once, as hexdump(1) does: the first as it is, then a `*` that stands for the others. One
`*` stands for no more than `limits.squeezed_bytes`, so that finding its end takes no time that grows.
*/
import {Buffer} from 'node:buffer';
import {limits} from '../../core/limits.ts';
import {formatCount} from '../../core/quantities.ts';
import type {FormatRow, Run} from './row-format.ts';

/** The columns of an offset and the gap behind it. */
const offset_columns = 10;
/** Compared at once while the end of a run is looked for. */
const step_bytes = 4096;

/** The rows of a run of bytes, `width` bytes each; none where all of it belongs to a `*` in front of it. */
export function squeezedRows(run: Run, width: number): FormatRow[] {
	const start = Math.max(run.whole.from, run.from - (2 * width));
	const bytes = run.bytes(start, run.to);
	const repeats = (at: number) => at - width >= start && isInside(at) && at + width <= run.to
		&& isPeriodic(bytes.subarray(at - width - start, at + width - start), width);
	if (run.from - start === 2 * width && isInside(run.from) && isInside(run.from - width)
		&& (run.to - run.from) % width === 0 && isPeriodic(bytes, width)) {
		return [];
	}

	const rows: FormatRow[] = [];
	let isWithin = repeats(run.from - width);
	for (let at = run.from; at < run.to; at += width) {
		const isRepeated = repeats(at);
		if (!isRepeated) {
			rows.push({from: at, to: Math.min(run.to, at + width)});
		} else if (!isWithin) {
			rows.push(squeezed(at, endOf(run, at, width), width));
		}

		isWithin = isRepeated;
	}

	return rows;
}

/** A `*` begins anew at each multiple of its bound. */
function isInside(at: number): boolean {
	return at % limits.squeezed_bytes !== 0;
}

function squeezed(from: number, to: number, width: number): FormatRow {
	const count = (to - from) / width;
	const rows = `${formatCount(count)} more ${count === 1 ? 'row' : 'rows'}`;
	return {from, to, text: `${'*'.padEnd(offset_columns)}${rows} of the same bytes`};
}

/** Where the rows end that repeat the one before `from`. */
function endOf({bytes, whole}: Run, from: number, width: number): number {
	const border = (Math.floor(from / limits.squeezed_bytes) + 1) * limits.squeezed_bytes;
	const last = Math.min(border, from + (Math.floor((whole.to - from) / width) * width));
	let at = from;
	while (at < last) {
		const step = Math.min(step_bytes, last - at);
		const window = bytes(at - width, at + step);
		if (!isPeriodic(window, width)) {
			break;
		}

		at += step;
	}

	while (at < last && isPeriodic(bytes(at - width, at + width), width)) {
		at += width;
	}

	return at;
}

/** Whether each byte is the one `width` before it. */
function isPeriodic(bytes: Uint8Array, width: number): boolean {
	return bytes.length > width && Buffer.compare(bytes.subarray(width), bytes.subarray(0, -width)) === 0;
}
