/** The conversations of a pane, one row each: which is chosen, where it leads, its state, what it has carried. */
import {formatSize} from '../core/quantities.ts';
import type {EndpointSummary} from '../frames/frame.ts';
import {joinPieces} from './rows.ts';
import type {Theme} from './theme.ts';

/** At most `rows` rows around the chosen one. */
export function connectionRows(endpoints: readonly EndpointSummary[], current: string | undefined, size: {readonly columns: number; readonly rows: number}, theme: Theme): string[] {
	const at = Math.max(0, endpoints.findIndex(({name}) => name === current));
	const top = Math.max(0, Math.min(endpoints.length - size.rows, at - Math.floor(size.rows / 2)));
	return endpoints.slice(top, top + size.rows).map(endpoint => connectionRow(endpoint, endpoint.name === current, size.columns, theme));
}

function connectionRow(endpoint: EndpointSummary, isChosen: boolean, columns: number, theme: Theme): string {
	const {signs} = theme;
	const isQuiet = endpoint.state === 'open';
	return joinPieces([
		[isChosen ? 'accent' : 'dim', `${isChosen ? signs.chosen : ' '} ${endpoint.name}`],
		['plain', ` ${endpoint.remote}`],
		[isQuiet ? 'plain' : 'warn', `  ${endpoint.state}${endpoint.held && endpoint.state !== 'held' ? ' held' : ''}`],
		['in', `  in ${formatSize(endpoint.in_bytes)}`],
		['out', `  out ${formatSize(endpoint.out_bytes)}`],
		['warn', endpoint.queued_bytes > 0 ? `  ${formatSize(endpoint.queued_bytes)} queued` : ''],
	], columns, theme);
}
