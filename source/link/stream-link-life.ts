/**
The life of a link above a stream socket, as a table. A shutdown or a close takes place behind what was sent and is
still in the link; and the user learns of an orderly end of the socket behind what was received and is still in the
link.

```text
         shutdown             close             abort
   open ─────────▸ finishing ───────▸ closing ───────▸ aborting
    │                  │                 │                │
    │ closed           │ closed          │ closed         │ closed
    ▾                  │                 ▾                ▾
  delivering ◂─────────┘                over             over
    │ delivered, close, abort
    ▾
   over
```

`close` from open leads to closing, `abort` from open and finishing to aborting, and `lost` from every state to over.
*/

/** `delivering`: the socket has been closed, the user does not know yet. `over`: the user knows. */
export type LinkLife = 'open' | 'finishing' | 'closing' | 'aborting' | 'delivering' | 'over';

/**
Calls of the user (`shutdown`, `close`), ends that wait for nothing (`abort`: a reset, a cut, the end of the session),
the end of the socket (`closed` in order, `lost` with an errno), and of what was received (`delivered`).
*/
export type LinkMove = 'shutdown' | 'close' | 'abort' | 'closed' | 'lost' | 'delivered';

/** The state after each move. A move that a state does not have changes nothing. */
export const linkLifeTable: Readonly<Record<LinkLife, Readonly<Partial<Record<LinkMove, LinkLife>>>>> = {
	open: {shutdown: 'finishing', close: 'closing', abort: 'aborting', closed: 'delivering', lost: 'over'},
	finishing: {close: 'closing', abort: 'aborting', closed: 'delivering', lost: 'over'},
	closing: {abort: 'aborting', closed: 'over', lost: 'over'},
	aborting: {closed: 'over', lost: 'over'},
	delivering: {delivered: 'over', close: 'over', abort: 'over', lost: 'over'},
	over: {},
};
