import {setTimeout as sleep} from 'node:timers/promises';
import {threadWork} from '../helpers/proc.ts';
import {onScreen} from '../helpers/sockplay.ts';
import {ours, type Row} from '../row.ts';

/** Until the last frame is painted, garbage is collected and what the compilers do behind is done. */
const settle_ms = 6000;
const seconds = 10;

/** A server and its client on the screen; nobody types, nothing is sent. */
export const nothingHappens: Row = {
	id: 'nothing-happens',
	what: 'the processor when nothing happens: a server and its client on the screen at 120x40',
	marks: [
		{metric: '% of a core', atMost: 0.1},
		{metric: 'wake-ups/s', atMost: 1},
	],
	async measure() {
		await using screen = onScreen({lines: ['listen tcp:0 echo', 'connect s1']});
		await screen.until(text => text.includes('open'), 'the connection');
		await sleep(settle_ms);
		const before = threadWork(screen.pid);
		await sleep(seconds * 1000);
		const after = threadWork(screen.pid);
		return {[ours]: before && after && {
			'% of a core': (after.time_us - before.time_us) / seconds / 1e4,
			'wake-ups/s': (after.wakeUps - before.wakeUps) / seconds,
		}};
	},
};
