/**
Whether recv is called on the endpoint below a link: not while the user holds it, nor while too much of what was
received waits in the link. An endpoint begins held.

```text
        resume            fill
  held ────────▸ receiving ────▸ full
   │ ▴ ◂──────────── │    ◂────  │ ▴
   │ │      hold           drain │ │
 fill│ │drain                hold│ │resume
   ▾ │                           ▾ │
  held and full ◂────────────────┘─┘
```
*/
import {limits} from '../core/limits.ts';
import type {StreamEndpoint} from '../core/network.ts';

export type GateState = 'held' | 'receiving' | 'full' | 'held and full';

/** Calls of the user (`hold`, `resume`), and what waits in the link (`fill`, `drain`). */
export type GateMove = 'hold' | 'resume' | 'fill' | 'drain';

/** The state after each move. A move that a state does not have changes nothing. */
export const gateTable: Readonly<Record<GateState, Readonly<Partial<Record<GateMove, GateState>>>>> = {
	held: {resume: 'receiving', fill: 'held and full'},
	receiving: {hold: 'held', fill: 'full'},
	full: {hold: 'held and full', drain: 'receiving'},
	'held and full': {resume: 'full', drain: 'held'},
};

export class RecvGate {
	#state: GateState = 'held';
	readonly #endpoint: Pick<StreamEndpoint, 'hold' | 'resume'>;

	constructor(endpoint: Pick<StreamEndpoint, 'hold' | 'resume'>) {
		this.#endpoint = endpoint;
	}

	/** Whether the user holds it. */
	get isHeld(): boolean {
		return this.#state === 'held' || this.#state === 'held and full';
	}

	/** Changes the state by the table; the endpoint below learns when recv is to be called, or no longer. */
	move(move: GateMove): void {
		const before = this.#state;
		this.#state = gateTable[before][move] ?? before;
		if (this.#state === before) {
			return;
		}

		if (this.#state === 'receiving') {
			this.#endpoint.resume();
		} else if (before === 'receiving') {
			this.#endpoint.hold();
		}
	}

	/** So many bytes wait in the link: it is full above the limit, until half of that. */
	fill(waiting_bytes: number): void {
		if (waiting_bytes > limits.link_waiting_bytes) {
			this.move('fill');
		} else if (waiting_bytes <= limits.link_waiting_bytes / 2) {
			this.move('drain');
		}
	}
}
