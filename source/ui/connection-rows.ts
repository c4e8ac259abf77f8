/**
The conversations of a pane, one row each: which is chosen, where it leads, its state, who spoke last and who waits,
what it has carried. The last row tells of those that have no room.
*/
import {formatCount, formatSize} from '../core/quantities.ts';
import {shortAddress} from '../core/short-address.ts';
import type {EndpointSummary} from '../frames/frame.ts';
import {hasEnded, type Listing} from './listed-connections.ts';
import {measuredPieces} from './measured.ts';
import {joinPieces, showText, wholePieces, type Piece} from './rows.ts';
import {toneOfFlow, type Theme} from './theme.ts';

/** Below this a loopback address is shown by its port, so that the state has room. */
const narrow_columns = {server: 50, client: 90} as const;

type Place = {readonly columns: number; readonly rows: number};

/** Whom lines act on, and whom Ctrl+N would choose instead. */
type Choice = {readonly current: string | undefined; readonly next: string | undefined};

/** At most `rows` rows: the chosen one, those that wait, who spoke last, and the others around the chosen one. */
export function connectionRows(listing: Listing, choice: Choice, {columns, rows}: Place, theme: Theme): string[] {
	const shown = connectionsShown(listing, choice.current, rows);
	const lines = shown.map(endpoint => connectionRow(endpoint, choice, columns, theme));
	return rows === 0 || hasRoom(listing, rows) ? lines : [...lines, restRow(listing, shown, columns, theme)];
}

/** The connections that have a row of the list, from the top. */
export function connectionsShown(
	listing: Listing,
	current: string | undefined,
	rows: number,
): readonly EndpointSummary[] {
	return hasRoom(listing, rows) ? listing.endpoints : pick(listing.endpoints, current, Math.max(0, rows - 1));
}

/** Whether all of them have a row. */
function hasRoom({endpoints, unlisted}: Listing, rows: number): boolean {
	return endpoints.length <= rows && unlisted.open === 0;
}

/** The most important ones, in the order in which they were made. */
function pick(
	endpoints: readonly EndpointSummary[],
	current: string | undefined,
	count: number,
): readonly EndpointSummary[] {
	const at = endpoints.findIndex(({name}) => name === current);
	const rankOf = (endpoint: EndpointSummary, index: number) => {
		if (index === at) {
			return 0;
		}

		const isNew = endpoint.unseen_bytes !== undefined;
		const isLast = endpoint.spokeLast === true;
		return isNew || isLast ? 2 - Number(isNew && isLast) : 2 + Math.abs(index - at);
	};

	const ranked = endpoints
		.map((endpoint, index) => ({endpoint, rank: rankOf(endpoint, index)}))
		.toSorted((one, other) => one.rank - other.rank);
	const picked = new Set(ranked.slice(0, count).map(({endpoint}) => endpoint));
	return endpoints.filter(endpoint => picked.has(endpoint));
}

/** `+4 more, 1 new, 2 closed`: what is open and has no row, how many of those wait, and what has ended. */
function restRow(
	{endpoints, unlisted, ended}: Listing,
	shown: readonly EndpointSummary[],
	columns: number,
	theme: Theme,
): string {
	const hidden = endpoints.filter(endpoint => !shown.includes(endpoint));
	const open = hidden.filter(endpoint => !hasEnded(endpoint)).length + unlisted.open;
	const waiting = hidden.filter(({unseen_bytes}) => unseen_bytes !== undefined).length + unlisted.waiting;
	const words = shown.length === 0 ? `${formatCount(open)} open` : `+${formatCount(open)} more`;
	return joinPieces(wholePieces([
		['dim', `  ${words}`],
		...(waiting > 0 ? [['warn', `, ${formatCount(waiting)} new`] as const] : []),
		...(ended > 0 ? [['dim', `, ${formatCount(ended)} closed`] as const] : []),
		...(waiting > 0 ? [['accent', '  Alt+A answers'] as const] : []),
		['dim', '  Ctrl+O shows all'],
	], columns, 1), columns, theme);
}

/** One of them. */
export function connectionRow(
	endpoint: EndpointSummary,
	{current, next}: Choice,
	columns: number,
	theme: Theme,
): string {
	const {signs} = theme;
	const {name, state, held, unseen_bytes, side} = endpoint;
	const isChosen = name === current;
	const isNew = unseen_bytes !== undefined;
	const sign = isChosen ? signs.chosen : ' ';
	const answers = isNew && !isChosen ? ', Alt+A answers' : '';
	const spoke: Piece | undefined = endpoint.spokeLast === true ? ['accent', `  spoke last${answers}`] : undefined;
	const pieces: ReadonlyArray<Piece | undefined> = [
		[isChosen || isNew ? 'accent' : 'dim', `${isNew && !isChosen ? signs.waiting : sign} ${name}`],
		['plain', ` ${addressText(endpoint, columns, theme)}`],
		[state === 'open' ? 'plain' : 'warn', `  ${state}${held && state !== 'held' ? ' held' : ''}`],
		isChosen && hasEnded(endpoint) && next !== undefined ? ['accent', `  Ctrl+N chooses ${next}`] : undefined,
		...waitingPieces(endpoint),
		isChosen ? undefined : spoke,
		[toneOfFlow(side, 'in'), `  in ${formatSize(endpoint.in_bytes)}`],
		[toneOfFlow(side, 'out'), `  out ${formatSize(endpoint.out_bytes)}`],
		...measuredPieces(endpoint, theme),
		isChosen ? spoke : undefined,
	];
	return joinPieces(wholePieces(pieces.filter(piece => piece !== undefined), columns, 2), columns, theme);
}

/** Bytes that wait: for the person, for recv, to be sent. */
function waitingPieces({unseen_bytes = 0, unread_bytes = 0, queued_bytes}: EndpointSummary): readonly Piece[] {
	const waiting = [[unseen_bytes, 'new'], [unread_bytes, 'unread'], [queued_bytes, 'queued']] as const;
	return waiting.filter(([bytes]) => bytes > 0).map(([bytes, word]) => ['warn', `  ${formatSize(bytes)} ${word}`]);
}

/** The other end of what was accepted; of a client its own port too, by which a server's row tells it. */
function addressText({side, local, remote, transport}: EndpointSummary, columns: number, theme: Theme): string {
	const isNarrow = columns < narrow_columns[side];
	const shown = (address: string) => showText(isNarrow ? shortAddress(address) : address, theme);
	const hasPort = side === 'client' && transport !== 'unix' && local !== '';
	return hasPort ? `${shown(local)} ${theme.signs.to} ${shown(remote)}` : shown(remote);
}
