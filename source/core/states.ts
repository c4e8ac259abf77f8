/**
The state machine of a connection as a table: state, move, next state. `nextState` throws for a move that is not in the
table.

Held is an open connection whose recv is not called; a half-closed connection that is held stays half-closed by name.
*/
export const states = [
	'connecting',
	'open',
	'half-closed local',
	'half-closed remote',
	'held',
	'closed',
	'reset',
	'failed',
] as const;
export type State = (typeof states)[number];

/**
What changes the state: our calls and the peer's FIN and RST. `reset` is a RST in either direction; `lost` any other
error.
*/
export type Move =
	| 'connected'
	| 'refused'
	| 'hold'
	| 'resume'
	| 'shutdown'
	| 'peer-finished'
	| 'close'
	| 'reset'
	| 'lost';

const ending = {close: 'closed', reset: 'reset', lost: 'failed'} as const;

export const stateTable: Readonly<Record<State, Readonly<Partial<Record<Move, State>>>>> = {
	connecting: {connected: 'open', refused: 'failed', close: 'closed'},
	open: {hold: 'held', resume: 'open', shutdown: 'half-closed local', 'peer-finished': 'half-closed remote', ...ending},
	held: {hold: 'held', resume: 'open', shutdown: 'half-closed local', 'peer-finished': 'half-closed remote', ...ending},
	'half-closed local': {hold: 'half-closed local', resume: 'half-closed local', 'peer-finished': 'closed', ...ending},
	'half-closed remote': {hold: 'half-closed remote', resume: 'half-closed remote', shutdown: 'closed', ...ending},
	closed: {close: 'closed', reset: 'closed', lost: 'closed'},
	reset: {},
	failed: {},
};

/** The state after `move`. Throws a RangeError for a move that the table does not have. */
export function nextState(state: State, move: Move): State {
	const next = stateTable[state][move];
	if (next === undefined) {
		throw new RangeError(`a connection that is ${state} cannot ${move}`);
	}

	return next;
}

/** Whether a connection in this state still has a file descriptor. */
export function isAlive(state: State): boolean {
	return state !== 'closed' && state !== 'reset' && state !== 'failed';
}
