/** A session on the network in memory, played from lines that chance made: no time passes but what they say. */
import assert from 'node:assert/strict';
import {setImmediate as nextTurn} from 'node:timers/promises';
import fc, {type Arbitrary} from 'fast-check';
import {execute} from '../../source/commands/execute.ts';
import type {Outcome} from '../../source/commands/outcome.ts';
import {verbNames} from '../../source/commands/table.ts';
import type {LabEvent} from '../../source/core/events.ts';
import {Lab} from '../../source/lab/lab.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {Lives} from '../helpers/lives.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {streamsOf, udpSocketsOf} from '../helpers/entries.ts';

const names = ['', '', '', 's1 ', 's2 ', 's1.1 ', 's1.2 ', 's2.1 ', 'c1 ', 'c2 ', 'c3 ', 'a ', 'a.1 '];
const acts = String.raw`
send hi
send hi
send
send zeros:100KiB
send pattern:3000
send \{n}\{time}\xff\u{202e}
sendto s1 you
sendto s2 zeros:65507
sendto a x
sendto udp:1 x
hold
hold
resume
resume
shutdown
close
reset
set recv=100
set recv=1KiB
set eol=crlf
set ttl=3
link delay=5ms
link delay=5ms jitter=4ms reorder=20%
link loss=50% dup=50%
link to=client corrupt=50%
link rate=10KiB/s
link slice=7B gap=1ms
link limit=1 delay=9ms
link cut=100B
link reset=100B
link stall=50B
link satellite
link off
link to=server off
every 1ms send x
every 5ms count=3 send y
every 2ms hold
every 3ms connect s1
`.trim().split('\n');
const others = `
listen tcp:0
listen tcp:0 echo
listen tcp:0 discard
listen tcp:0 daytime
listen tcp:0 greet hi zeros:70KiB
listen tcp:0 chat name=a
listen tcp:0 relay s1
listen tcp:0 relay tcp:9
listen tcp:0 maxconn=1 echo
listen tcp:50001
listen unix:/tmp/x echo
listen udp:0
listen udp:0 echo
listen udp:0 chat
listen udp:0 time name=a
listen udp:0 relay s1
listen udp:50001
connect s1
connect s1
connect s2
connect s2 halfopen=yes
connect a name=b
connect s1 connected=no
connect tcp:9
connect udp:9
connect s1 name=a recv=100
use c1
use s1.1
list
clear
help
say so
stop
stop all
stop e1
quit
view decode
find hi
pass 1ms
pass 5ms
pass 40ms
pass 1000ms
`.trim().split('\n');

/** Lines that mostly mean something to the session that they make. */
export const anyLine: Arbitrary<string> = fc.oneof(
	fc.tuple(fc.constantFrom(...names), fc.constantFrom(...acts)).map(([name, act]) => name + act),
	fc.constantFrom(...others),
);
export const anyLines: Arbitrary<readonly string[]> = fc.array(anyLine, {maxLength: 16}).chain(lines => fc.constantFrom(['listen tcp:0 echo', 'connect s1'], ['listen udp:0 echo', 'connect s1'], ['listen tcp:0', 'connect s1'], []).map(opening => [...opening, ...lines]));

/** Turns of the event loop in which a line has its effects: in memory each takes one or two. */
const line_turns = 6;
/** A line that has not answered by then never will. */
const answer_turns = 200;
/** Minutes that what a link holds is waited for at the end. */
const end_steps = 60;

export class Played {
	readonly lab: Lab;
	readonly lives: Lives;
	readonly events: LabEvent[] = [];
	readonly clock = new FakeClock();
	readonly network = memoryNetwork();

	constructor() {
		this.lab = new Lab({network: this.network, now_us: this.clock.now_us, clock: this.clock, keep_bytes: 1024 * 1024, random: count => new Uint8Array(count), reservedNames: verbNames});
		this.lives = new Lives(this.lab);
		this.lab.journal.subscribe(event => {
			this.events.push(event);
		});
	}

	/** Runs a line, or lets time pass; answers the outcome. Fails where there is none. */
	async line(text: string): Promise<Outcome> {
		const passed = /^pass (?<ms>\d+)ms$/v.exec(text)?.groups;
		if (passed !== undefined) {
			await this.#pass(Number(passed['ms']));
			return {};
		}

		const outcome = await Promise.race([execute(this.lab, text, {screen: false}), turns(answer_turns)]);
		assert.notEqual(outcome, undefined, `${text}: no answer`);
		await turns(line_turns);
		return outcome!;
	}

	/** Closes everything; fails when something is left. */
	async end(): Promise<void> {
		for (const entry of streamsOf(this.lab)) {
			entry.endpoint?.reset();
		}

		this.lab.closeAll();
		for (let step = 0; step < end_steps && this.lab.busy; step++) {
			this.clock.pass(60e6);
			await turns(line_turns);
		}

		const {registry, repeats} = this.lab;
		assert.deepEqual(registry.alive().map(({name}) => name), []);
		assert.deepEqual(repeats.all(), []);
		assert.equal(this.lab.busy, false);
		assert.deepEqual(streamsOf(this.lab).filter(({queued_bytes}) => queued_bytes > 0).map(({name}) => name), []);
		assert.deepEqual(udpSocketsOf(this.lab).filter(({queued_bytes}) => queued_bytes > 0).map(({name}) => name), []);
		assert.equal(this.clock.waiting, 0, 'nothing waits for a time to come');
	}

	/** In steps, between which the network has its turns. */
	async #pass(duration_ms: number): Promise<void> {
		for (let step = 0; step < 10; step++) {
			this.clock.pass(duration_ms * 100);
			await turns(2);
		}
	}
}

/** Lets the event loop turn so often. */
async function turns(count: number): Promise<undefined> {
	for (let turn = 0; turn < count; turn++) {
		await nextTurn();
	}

	return undefined;
}
