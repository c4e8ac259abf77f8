/**
Looks for inputs for which something does not hold: `npm run fuzz [-- --seed N --seconds S --only NAME]`. What is found
is kept in test/finds, which the normal tests replay.
*/
import {createHash, randomInt} from 'node:crypto';
import {mkdir, writeFile} from 'node:fs/promises';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {Worker} from 'node:worker_threads';
import {fuzzers} from '../test/fuzz/fuzzers.ts';
import {currentCase, newCaseMemory, type FuzzOrder, type FuzzReport} from './fuzz-case.ts';

/** Milliseconds after which a single case is taken for one that does not end. */
const patience_ms = 10_000;
const max_seed = 0x7F_FF_FF_FF;

const {values} = parseArgs({options: {
	seed: {type: 'string', default: String(randomInt(1, max_seed))},
	seconds: {type: 'string', default: '60'},
	only: {type: 'string'},
}});
const seed = wholeNumber('--seed', values.seed, max_seed);
const seconds = wholeNumber('--seconds', values.seconds, 86_400);
const names = fuzzers.map(({name}) => name).filter(name => values.only === undefined || name === values.only);
if (names.length === 0) {
	refuse(`--only ${values.only}: there are ${fuzzers.map(({name}) => name).join(', ')}`);
}

console.log(`seed ${seed}, ${seconds} s for ${names.join(', ')}`);
for (const name of names) {
	const report = await run({name, seed, limit_ms: seconds * 1000 / names.length, memory: newCaseMemory()});
	console.log(`${name}: ${report.cases} cases, the slowest took ${report.slowest_ms.toFixed(1)} ms`);
	await keep(name, report.found);
}

function wholeNumber(flag: string, text: string, most: number): number {
	const value = Number(text);
	return Number.isSafeInteger(value) && value >= 1 && value <= most
		? value
		: refuse(`${flag} ${text}: a whole number from 1 to ${most}`);
}

function refuse(message: string): never {
	console.error(message);
	process.exit(2);
}

/** Fuzzes in a thread of its own, so that a case that does not end can be ended, and one that throws later is known. */
async function run(order: FuzzOrder): Promise<FuzzReport> {
	const worker = new Worker(new URL('fuzz-worker.ts', import.meta.url), {workerData: order});
	const failed = (message: string): FuzzReport =>
		({...currentCase(order.memory), found: {input: currentCase(order.memory).input, message}});
	return new Promise(resolve => {
		let seen = -1;
		const watch = setInterval(() => {
			const {cases} = currentCase(order.memory);
			if (cases === seen) {
				finish(failed(`it has not ended after ${patience_ms} ms`));
			}

			seen = cases;
		}, patience_ms);
		const finish = (report: FuzzReport) => {
			clearInterval(watch);
			resolve(report);
			void worker.terminate();
		};

		worker.once('message', finish).once('error', error => {
			finish(failed(`it threw later: ${error instanceof Error ? error.stack : String(error)}`));
		});
	});
}

async function keep(name: string, found: FuzzReport['found']): Promise<void> {
	if (found === undefined) {
		return;
	}

	const {input, message} = found;
	process.exitCode = 1;
	const file = `test/finds/${name}/${createHash('sha256').update(input).digest('hex').slice(0, 12)}.json`;
	const url = new URL(`../${file}`, import.meta.url);
	await mkdir(new URL('./', url), {recursive: true});
	await writeFile(url, `${input}\n`);
	console.log(
		`${message}\nkept in ${file}; tried again by\n  node --import tsx --test --test-name-pattern=${name} test/fuzz/fuzz.test.ts\nfound by\n  npm run fuzz -- --only ${name} --seed ${seed} --seconds ${seconds}`,
	);
}
