/** The conversations of a pane, one row each: which is chosen, where it leads, its state, what it has carried. */
import {formatSize} from '../core/quantities.ts';
import type {EndpointSummary} from '../frames/frame.ts';
import {columnsOf} from '../core/visible.ts';
import {joinPieces, showText} from './rows.ts';
import {shortAddress} from './titles.ts';
import {toneOfFlow, type Theme, type Tone} from './theme.ts';

/** Below this a loopback address is told by its port, so that the state has room. */
const narrow_columns = 50;

/** At most `rows` rows around the chosen one. */
export function connectionRows(
	endpoints: readonly EndpointSummary[],
	current: string | undefined,
	size: {readonly columns: number; readonly rows: number},
	theme: Theme,
): string[] {
	return connectionsShown(endpoints, current, size.rows)
		.map(endpoint => connectionRow(endpoint, endpoint.name === current, size.columns, theme));
}

/** The connections that have a row of the list, from the top. */
export function connectionsShown(
	endpoints: readonly EndpointSummary[],
	current: string | undefined,
	rows: number,
): readonly EndpointSummary[] {
	const at = Math.max(0, endpoints.findIndex(({name}) => name === current));
	const top = Math.max(0, Math.min(endpoints.length - rows, at - Math.floor(rows / 2)));
	return endpoints.slice(top, top + rows);
}

function connectionRow(endpoint: EndpointSummary, isChosen: boolean, columns: number, theme: Theme): string {
	const {signs} = theme;
	const isQuiet = endpoint.state === 'open';
	const pieces = [
		[isChosen ? 'accent' : 'dim', `${isChosen ? signs.chosen : ' '} ${endpoint.name}`],
		['plain', ` ${showText(columns < narrow_columns ? shortAddress(endpoint.remote) : endpoint.remote, theme)}`],
		[isQuiet ? 'plain' : 'warn', `  ${endpoint.state}${endpoint.held && endpoint.state !== 'held' ? ' held' : ''}`],
		...(endpoint.queued_bytes > 0 ? [['warn', `  ${formatSize(endpoint.queued_bytes)} queued`] as const] : []),
		[toneOfFlow(endpoint.side, 'in'), `  in ${formatSize(endpoint.in_bytes)}`],
		[toneOfFlow(endpoint.side, 'out'), `  out ${formatSize(endpoint.out_bytes)}`],
	] as const;
	return joinPieces(wholePieces(pieces, columns), columns, theme);
}

type Span = readonly [Tone, string];

/** What fits whole, from the front; name and address in any case. */
function wholePieces(pieces: readonly Span[], columns: number): readonly Span[] {
	const count = pieces.findIndex((_, index) => columnsOf(
		pieces.slice(0, index + 1).map(([, text]) => text).join(''),
	) > columns);
	return count === -1 ? pieces : pieces.slice(0, Math.max(2, count));
}
