/**
The life of a stream socket on our side, as a table. Bytes wait in a queue of ours, so a shutdown or a close takes place
once the queue is empty. While shutdown(2) is under way, libuv refuses to set SO_LINGER, so a close or a reset waits for
it.

```text
        shutdown             empty                 sent FIN
  open ─────────▸ finishing ───────▸ shutting down ─────────▸ finished
    │                 │                │       │                  │
    │ close           │ close    close │       │ reset            │ close, peer finished
    ▾                 ▾                ▾       ▾                  │
  closing ◂───────────┘      then close        then reset         │
    │ empty                       │ sent FIN         │ sent FIN   │
    ▾                             ▾                  ▾            ▾
  closed ◂────────────────────────┘                reset        closed
```

`reset` from any other state leads to reset, `destroy` to closed (a reset that was asked for still takes place), and
`lost` from every state to lost.
*/

/** `closed`, `reset` and `lost` are ends: the descriptor is gone. */
export type Life =
	'open' | 'finishing' | 'shutting down' | 'then close' | 'then reset' | 'finished' | 'closing'
	| 'closed' | 'reset' | 'lost';

/**
Calls of ours (`shutdown`, `close`, `reset`, and `destroy`, a close that does not wait for the queue), the queue
(`empty`), the end of shutdown(2) (`sent FIN`, or `both finished` when the peer's FIN had come before), and signs of the
peer.
*/
export type LifeMove =
	'shutdown' | 'close' | 'reset' | 'destroy'
	| 'empty' | 'sent FIN' | 'both finished' | 'peer finished' | 'lost';

/** The state after each move. A move that a state does not have changes nothing. */
export const lifeTable: Readonly<Record<Life, Readonly<Partial<Record<LifeMove, Life>>>>> = {
	open: {shutdown: 'finishing', close: 'closing', reset: 'reset', destroy: 'closed', lost: 'lost'},
	finishing: {close: 'closing', reset: 'reset', destroy: 'closed', empty: 'shutting down', lost: 'lost'},
	'shutting down': {
		close: 'then close', reset: 'then reset', destroy: 'closed',
		'sent FIN': 'finished', 'both finished': 'closed', lost: 'lost',
	},
	'then close': {reset: 'then reset', destroy: 'closed', 'sent FIN': 'closed', 'both finished': 'closed', lost: 'lost'},
	'then reset': {'sent FIN': 'reset', 'both finished': 'reset', lost: 'lost'},
	finished: {close: 'closed', reset: 'reset', destroy: 'closed', 'peer finished': 'closed', lost: 'lost'},
	closing: {reset: 'reset', destroy: 'closed', empty: 'closed', lost: 'lost'},
	closed: {},
	reset: {},
	lost: {},
};

/** Whether the descriptor is gone. */
export function isOver(life: Life): boolean {
	return life === 'closed' || life === 'reset' || life === 'lost';
}
