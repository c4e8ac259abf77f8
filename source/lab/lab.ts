import type {Side} from '../core/events.ts';
import type {Network} from '../core/network.ts';
import {QueueBudget} from '../core/queue-budget.ts';
import {type Clock, timerClock} from '../core/clock.ts';
import type {Chunk} from '../formats/chunks.ts';
import {recordInProcess} from '../recorder/in-process.ts';
import type {Recorder} from '../recorder/recorder.ts';
import {Acts} from './acts.ts';
import {Current} from './current.ts';
import {Arrivals} from './expect/arrivals.ts';
import {Expectations} from './expect/expectations.ts';
import {Journal} from './journal.ts';
import {Macros} from './macros.ts';
import {Openings} from './openings.ts';
import {OneAtATime} from './one-at-a-time.ts';
import {Output} from './output.ts';
import {Recordings} from './recordings.ts';
import {Registry} from './registry.ts';
import {Repeats} from './repeats.ts';
import {Sequence} from './sequence.ts';
import {Sockets} from './sockets.ts';
import {StreamPairs} from './stream-pairs.ts';
import {UdpSockets} from './udp-sockets.ts';

export type LabSettings = {
	readonly network: Network;
	/** Microseconds since 1970-01-01 UTC. */
	readonly now_us: () => number;
	/** What waits in the session waits by this; left out, by Node's timers. */
	readonly clock?: Clock;
	/** The session's random bytes, from its seed. */
	readonly random: (count: number) => Uint8Array;
	readonly keep_bytes?: number;
	/** Makes the files of recordings; left out, in this thread. */
	readonly recorder?: Recorder;
	/** Words that cannot be names: the verbs. */
	readonly reservedNames?: ReadonlySet<string>;
};

/**
One session, put together from its parts. Whoever needs one of them is handed that.

```text
clock, random, macros    what time it is, and what its seed gives
journal                  what happened
acts                     the lines that made it happen
registry, current        its endpoints by name, and those that a line without a name means
sockets                  opens them
output                   whoever takes the events, and at times cannot take more
repeats                  lines that are run again and again
arrivals, expectations   what has come and was not expected yet, and who waits for it
recordings               the file that is written
openings                 the recording that is looked at instead of all this, with a journal and endpoints of its own
```
*/
export class Lab {
	readonly now_us: () => number;
	readonly clock: Clock;
	readonly random: (count: number) => Uint8Array;
	readonly macros: Macros;
	readonly journal: Journal;
	readonly acts: Acts;
	readonly registry: Registry;
	readonly current: Current;
	readonly arrivals: Arrivals;
	readonly expectations: Expectations;
	readonly sockets: Sockets;
	readonly output = new Output();
	readonly repeats: Repeats;
	readonly recordings: Recordings;
	readonly openings: Openings;
	/** Saves: each has a list of all that is kept, and what is formatted and not written. */
	readonly saves = new OneAtATime();
	/** What they write from, one after the other. */
	readonly savedChunks: Chunk[] = [];
	readonly #watchers = new Set<() => void>();
	#sleeping = 0;

	constructor({network, now_us, clock, random, keep_bytes, recorder, reservedNames}: LabSettings) {
		const changed = () => {
			this.#changed();
		};

		this.now_us = now_us;
		this.clock = clock ?? timerClock();
		this.random = random;
		this.macros = new Macros(now_us, random);
		const kept = {now_us, sequence: new Sequence(), ...(keep_bytes !== undefined && {keep_bytes})};
		this.journal = new Journal(kept);
		this.acts = new Acts(() => ({after: this.journal.count, time: now_us()}));
		this.registry = new Registry(reservedNames, () => this.journal.count);
		this.current = new Current(this.registry, changed);
		this.arrivals = new Arrivals(this.journal, this.registry);
		this.expectations = new Expectations({
			arrivals: this.arrivals,
			clock: this.clock,
			watch: watcher => this.watch(watcher),
			changed,
		});
		this.repeats = new Repeats(this.clock, changed);
		this.recordings = new Recordings(this, recorder ?? recordInProcess, changed);
		this.openings = new Openings({
			journal: kept,
			output: this.output,
			now_us,
			changed,
			isBeingSaved: () => this.saves.size > 0,
		});
		this.sockets = new Sockets({
			network,
			journal: this.journal,
			registry: this.registry,
			clock: this.clock,
			queues: new QueueBudget(),
			output: this.output,
			streamPairs: new StreamPairs(this.journal),
			udpSockets: new UdpSockets(),
			changed,
		}, this.current);
	}

	/** Calls `watcher` whenever an endpoint came, went or changed its state; returns how to stop it. */
	watch(watcher: () => void): () => void {
		this.#watchers.add(watcher);
		return () => {
			this.#watchers.delete(watcher);
		};
	}

	/** True while something is open, being connected or slept for: a session without a screen ends when it is not. */
	get busy(): boolean {
		return this.#sleeping > 0 || this.repeats.all().length > 0 || this.registry.living.size > 0;
	}

	/** Waits; the session counts as busy meanwhile. */
	async sleep(duration_ms: number): Promise<void> {
		this.#sleeping++;
		await new Promise<void>(resolve => {
			this.clock.schedule(this.clock.now_us() + (duration_ms * 1000), resolve);
		});
		this.#sleeping--;
		this.#changed();
	}

	/** Puts a sentence of the person into the log of one side. */
	say(text: string, side: Side): void {
		this.journal.record({name: 'sockplay', side}, {event: 'said', message: text});
	}

	/**
	Closes everything at once, as the end of the process would: what is queued, in sockets and links, is dropped and
	reported.
	*/
	closeAll(): void {
		this.openings.current?.stop();
		for (const {name} of this.repeats.all()) {
			this.repeats.stop(name);
		}

		this.expectations.cancelAll('the session ended');

		for (const entry of this.registry.living.values()) {
			entry.destroy();
		}

		for (const {process} of this.registry.served()) {
			process.stop();
		}
	}

	#changed(): void {
		this.current.follow();
		for (const watcher of this.#watchers) {
			watcher();
		}
	}
}
