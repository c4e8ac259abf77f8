/**
The life of a socket that is opened once, a listener or a UDP socket, as a table. Opening takes a name server's time; a
socket that is closed meanwhile is given up, and closed as soon as it is open.

```text
            opened         closed
  opening ────────▸ open ─────────▸ closed
   │    │             ▴
   │    │ refused     │ opened
   │    ▾             │
   │  failed ◂── given up
   │       refused    ▴
   └──────────────────┘ close
```
*/
export type SocketLife = 'opening' | 'given up' | 'open' | 'closed' | 'failed';

/** `close` is a call of ours; the others are answers of the system. */
export type SocketMove = 'opened' | 'refused' | 'close' | 'closed';

/** The state after each move. A move that a state does not have changes nothing. */
export const socketLifeTable: Readonly<Record<SocketLife, Readonly<Partial<Record<SocketMove, SocketLife>>>>> = {
	opening: {opened: 'open', refused: 'failed', close: 'given up'},
	'given up': {opened: 'open', refused: 'failed'},
	open: {closed: 'closed'},
	closed: {},
	failed: {},
};

/** The state after `move`. */
export function nextLife(life: SocketLife, move: SocketMove): SocketLife {
	return socketLifeTable[life][move] ?? life;
}

/** The word that lists have for it: what is given up is still opening. */
export function shownLife(life: SocketLife): Exclude<SocketLife, 'given up'> {
	return life === 'given up' ? 'opening' : life;
}
