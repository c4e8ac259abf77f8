import type {ExportForm} from '../../core/export-bytes.ts';
import {formatSize} from '../../core/quantities.ts';
import type {RowFormat} from '../raw/row-format.ts';
import type {TitleFacts, TitlePart, View} from './view.ts';

type BytesView = Pick<View, 'name' | 'key' | 'summary'> & {readonly format: RowFormat; readonly form: ExportForm};

/**
A view of the raw bytes. All of them share one pane, with its cursor, search and filter, and differ in how rows are cut
and drawn.
*/
export function bytesView(definition: BytesView): View & BytesView {
	return {
		...definition,
		open: ({raw}) => raw,
		title: bytesTitle,
		empty: ['Every byte that crosses is shown here.'],
	};
}

function bytesTitle({view, only, joined, time, notes = [], kept_bytes}: TitleFacts): TitlePart[] {
	const words = [view, joined === true ? 'stream' : '', time === 'clock' ? '' : time ?? ''];
	return [
		{text: 'RAW BYTES', short: 'RAW', rank: 0, tone: 'title'},
		{text: only === undefined ? 'all' : `only ${only}`, rank: 1},
		{text: words.filter(word => word !== '').join(' '), rank: 3},
		...notes.map(text => ({text, rank: 2, tone: 'warn' as const})),
		{text: `${formatSize(kept_bytes)} kept`, short: formatSize(kept_bytes), rank: 4},
	];
}
