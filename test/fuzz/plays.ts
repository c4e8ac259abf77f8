import assert from 'node:assert/strict';
import {setImmediate as nextTurn} from 'node:timers/promises';
import fc from 'fast-check';
import {execute} from '../../source/commands/execute.ts';
import {verbNames} from '../../source/commands/table.ts';
import {playOf} from '../../source/export/play/play.ts';
import {Lab} from '../../source/lab/lab.ts';
import {readScript} from '../../source/scripts/read-script.ts';
import type {ScriptResult} from '../../source/scripts/result.ts';
import {runScript} from '../../source/scripts/run-script.ts';
import {portNames} from '../../source/scripts/variables.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {defineFuzzer} from './fuzzer.ts';
import {anyLine, Played} from './played.ts';

/** Lines that ask for nothing that a script could repeat. */
const others = new Set(['quit', 'list', 'clear', 'help', 'view decode', 'find hi', 'pass 1000ms']);
/** What another program does: in a session of its own on the same network. */
const strange = 'other: ';
const strangeLines = `
listen tcp:46001
listen tcp:46002 echo
listen udp:46003 echo
connect tcp:45001
connect tcp:45001 halfopen=yes
connect udp:45002
send hello
send pattern:3000
c1 send one
c2 send two
s1.1 send answer
s3.1 send datagram
c1 shutdown
c1 close
c2 reset
s1.1 close
s1.1 reset
s1.2 shutdown
`.trim().split('\n').map(line => strange + line);
const beginnings = [
	['listen tcp:45001 echo', 'connect s1'],
	['listen tcp:45001', 'connect s1', `${strange}connect tcp:45001`],
	['listen udp:45002', `${strange}connect udp:45002`, `${strange}send hi`],
	['listen udp:45002 echo', 'connect s1'],
	[`${strange}listen tcp:46001`, 'connect tcp:46001'],
	[`${strange}listen tcp:46002 echo`, 'connect tcp:46002'],
	[`${strange}listen udp:46003 echo`, 'connect udp:46003', 'send hi'],
	[],
];

async function strangeLine(lab: Lab, line: string): Promise<void> {
	await Promise.race([execute(lab, line.slice(strange.length), {screen: false}), turns(200)]);
	await turns(step_turns);
}

async function turns(count: number): Promise<void> {
	for (let turn = 0; turn < count; turn++) {
		await nextTurn();
	}
}

/** Turns of the event loop between two steps of the clock. */
const step_turns = 6;
/** Steps of a millisecond after which a script has hung. */
const hung_steps = 100_000;

/** Runs a script on a network of its own; time passes while nothing happens. */
async function green(text: string): Promise<ScriptResult> {
	const clock = new FakeClock();
	const lab = new Lab({network: memoryNetwork(), now_us: clock.now_us, clock, random: count => new Uint8Array(count), reservedNames: verbNames});
	const {script, mistakes} = await readScript('talk.play', async () => text);
	assert.deepEqual(mistakes, []);
	const ports = new Map([...portNames(script.statements)].map((name, index) => [name, 40_000 + index]));
	const running = runScript(script, {
		lab,
		given: {values: new Map(), ports},
		timeout_ms: 60_000,
		execute: async line => execute(lab, line, {screen: false}),
	});
	const ended = new AbortController();
	void running.then(() => {
		ended.abort();
	});
	await letTimePass(clock, ended.signal);
	lab.closeAll();
	return running;
}

async function letTimePass(clock: FakeClock, until: AbortSignal): Promise<void> {
	for (let step = 0; !until.aborted; step++) {
		assert.ok(step < hung_steps, 'it hangs');
		await turns(step_turns);
		clock.pass(1000);
	}
}

export const plays = defineFuzzer<readonly string[]>({
	name: 'plays',
	holds: 'a session saved as a script runs green',
	input: fc.array(fc.oneof({weight: 2, arbitrary: anyLine}, {weight: 1, arbitrary: fc.constantFrom(...strangeLines)}), {maxLength: 24})
		.chain(lines => fc.constantFrom(...beginnings).map(beginning => [...beginning, ...lines]))
		.map(lines => lines.filter(line => !others.has(line)).map(line => line.replace('50001', '45001'))),
	cases: 300,
	async check(lines) {
		const played = new Played();
		const stranger = new Lab({network: played.network, now_us: played.clock.now_us, clock: played.clock, random: count => new Uint8Array(count)});
		for (const line of lines) {
			await (line.startsWith(strange) ? strangeLine(stranger, line) : played.line(line));
		}

		const {text} = playOf(played.lab, {file: 'talk.play'});
		stranger.closeAll();
		await played.end();
		const {end} = await green(text);
		assert.equal(end.type, 'passed', `${JSON.stringify(end, undefined, 1)}\n${text}`);
	},
});
