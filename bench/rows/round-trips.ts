import {freePort} from '../../test/helpers/free-port.ts';
import {eachInTurn} from '../helpers/each-in-turn.ts';
import {portInUse} from '../helpers/proc.ts';
import {ofReference, runWarmLoad} from '../helpers/script.ts';
import {onScreen} from '../helpers/sockplay.ts';
import {processor, type Row} from '../row.ts';

type Told = {readonly trips: number; readonly p50_us: number; readonly p99_us: number};

const seconds = 3;
const bare = 'bare node:net';

const note = [
	'The system calls of a trip are the same three. What comes on top is 2 to 3 us for two events and their bytes, and',
	'with the screen some 3 us more, whose cause is not known. Tried, and no effect seen: garbage collected by one thread,',
	'no timer pending, no frames at all. Which processor the scheduler gives to whom moves a',
	'round more than that: a trip takes the reference 22 us when the load shares its processor, and 37 when each has its',
	'own and must be woken.',
].join(' ');

/** An echo service on the screen, its log scrolling; a client in another process asks again when it was answered. */
export const roundTrips: Row = {
	id: 'round-trips',
	what: 'round trips of 16 B to an echo service, screen on at 120x40, followed',
	marks: [
		{metric: 'us p50', against: bare, atMost: 1.15},
		{metric: 'us p99', against: bare, atMost: 1.5},
	],
	note,
	isInReadme: true,
	isPinnedToo: true,
	measure: async round => eachInTurn(round, {
		async sockplay() {
			const port = await freePort();
			await using screen = onScreen({lines: [`listen tcp:${port} echo`]});
			await portInUse(port);
			return await measure(port, screen.pid);
		},
		[bare]: async () => ofReference(measure, 'references/tcp-echo.ts'),
	}),
};

async function measure(port: number, pid: number) {
	const told = await runWarmLoad<Told>(pid, 'loads/round-trips.ts', port, 16, seconds);
	const {trips, p50_us, p99_us, spent_us} = told;
	return {'us p50': p50_us, 'us p99': p99_us, ...spent_us !== undefined && {[processor]: spent_us / trips}};
}
