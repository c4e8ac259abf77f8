/**
Plays load and faults to the program as it was built: `npm run soak [-- --minutes N --only NAME --list]`.

Without `--minutes` each fault once, 10 times as large as in the tests, and a minute of mixed play. With it, half of the
time the faults over and over, and half of it mixed play; `--only` gives all of it to one (`mixed` is the play).
Ends with 1 when something did not hold.
*/
import process from 'node:process';
import {inspect, parseArgs} from 'node:util';
import type {Fault} from '../test/soak/fault.ts';
import {faults} from '../test/soak/faults.ts';
import {playMixed} from '../test/soak/mixed-play.ts';

const size = 10;
const minute_ms = 60_000;
const mixed = {name: 'mixed', what: 'peers, lines, keys and sizes at random: memory stays flat'};

const {values} = parseArgs({options: {minutes: {type: 'string'}, only: {type: 'string'}, list: {type: 'boolean'}}});
const duration_ms = values.minutes === undefined ? undefined : Number(values.minutes) * minute_ms;
const isChosen = ({name}: {readonly name: string}) => values.only === undefined || name === values.only;
const chosen = faults.filter(fault => isChosen(fault));

if (values.list === true) {
	console.log([...faults, mixed].map(({name, what}) => `${name.padEnd(16)} ${what}`).join('\n'));
} else if (chosen.length === 0 && !isChosen(mixed)) {
	refuse(`--only ${values.only}: --list names what there is`);
} else if (duration_ms !== undefined && !(duration_ms > 0)) {
	refuse(`--minutes ${values.minutes}: a number above 0`);
} else if (process.platform === 'linux') {
	await soak();
} else {
	refuse('only Linux has /proc, where open descriptors and memory are read');
}

function refuse(message: string): void {
	console.error(message);
	process.exitCode = 2;
}

async function soak(): Promise<void> {
	const part_ms = (duration_ms ?? 0) / (values.only === undefined ? 2 : 1);
	const until_ms = performance.now() + part_ms;
	if (chosen.length > 0) {
		do {
			for (const fault of chosen) {
				await play(fault);
			}
		} while (performance.now() < until_ms);
	}

	if (isChosen(mixed)) {
		await report('mixed', async () => playMixed(duration_ms === undefined ? minute_ms : part_ms, text => {
			console.log(`mixed ${text}`);
		}));
	}
}

async function play({name, lacks, play: playFault}: Fault): Promise<void> {
	const missing = lacks?.() ?? false;
	if (missing === false) {
		await report(name, async () => playFault(size));
	} else {
		console.log(`SKIPPED ${name}: ${missing}`);
	}
}

async function report(name: string, run: () => Promise<string>): Promise<void> {
	const began_ms = performance.now();
	try {
		const seen = await run();
		console.log(`${name}, ${((performance.now() - began_ms) / 1000).toFixed(1)} s: ${seen}`);
	} catch (error) {
		process.exitCode = 1;
		console.error(`FAILED ${name}: ${inspect(error)}`);
	}
}
