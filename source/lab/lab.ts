import {type Address, formatAddress} from '../core/address.ts';
import type {Side} from '../core/events.ts';
import type {Network, StreamOptions} from '../core/network.ts';
import {type Problem, problem} from '../core/problem.ts';
import {QueueBudget} from '../core/queue-budget.ts';
import {recordInProcess} from '../recorder/in-process.ts';
import type {Recorder} from '../recorder/recorder.ts';
import type {RecordingReader} from '../formats/read/steps.ts';
import type {ServiceProcess, Serving} from '../services/service.ts';
import {type Clock, timerClock} from '../link/clock.ts';
import {Connection, type ConnectionOptions} from './connection.ts';
import {Current} from './current.ts';
import {Datagrams} from './datagrams.ts';
import {Journal} from './journal.ts';
import {Macros} from './macros.ts';
import {Opening} from './opening.ts';
import {Repeats} from './repeats.ts';
import {Listening, type ListeningOptions} from './listening.ts';
import type {Recording} from './recording.ts';
import {type Entry, isServant, Registry} from './registry.ts';
import type {Session} from './session.ts';

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

export type ListenOptions = {
	readonly name?: string;
	readonly service: string;
	readonly serving?: Serving;
	readonly stream: StreamOptions;
	readonly options: ListeningOptions;
};

export type ConnectOptions = {
	readonly name?: string;
	readonly local?: Address;
	readonly timeout_ms: number;
	/** UDP: leave the socket unconnected, `send` then names the destination in each call. */
	readonly connected: boolean;
	readonly stream: StreamOptions;
	readonly options: ConnectionOptions;
	/** The service that opens it for itself and hears what comes. */
	readonly serving?: Serving;
};

/** One session: endpoints by name, their journal, and which of them a line without a name means. */
export class Lab {
	readonly journal: Journal;
	readonly registry = new Registry();
	readonly random: (count: number) => Uint8Array;
	readonly macros: Macros;
	/** Lines that are run again and again. */
	readonly repeats: Repeats;
	readonly reservedNames: ReadonlySet<string>;
	/** The endpoint last made or chosen, on each side and over all. */
	readonly current: Current;
	readonly now_us: () => number;
	readonly clock: Clock;
	readonly recorder: Recorder;
	readonly #session: Session;
	readonly #watchers = new Set<() => void>();
	readonly #connecting = new Map<string, AbortController>();
	/** Who cannot take more events at present. */
	readonly #full = new Set<'output' | 'recording'>();
	#room: PromiseWithResolvers<void> | undefined;
	/** The recording that is being read, if any. */
	opening: Opening | undefined;
	/** What is being recorded, if anything. */
	recording: Recording | undefined;
	/** The system refused to write a recording to its end. */
	recordingFailed = false;
	#sleeping = 0;

	constructor(settings: LabSettings) {
		this.now_us = settings.now_us;
		this.clock = settings.clock ?? timerClock(settings.now_us);
		this.recorder = settings.recorder ?? recordInProcess;
		this.journal = new Journal({now_us: settings.now_us, ...(settings.keep_bytes !== undefined && {keep_bytes: settings.keep_bytes})});
		this.random = settings.random;
		this.macros = new Macros(settings.now_us, settings.random);
		this.repeats = new Repeats(this.clock, () => {
			this.#changed();
		});
		this.reservedNames = settings.reservedNames ?? new Set();
		this.current = new Current(this.registry);
		this.#session = {
			network: settings.network,
			journal: this.journal,
			registry: this.registry,
			clock: this.clock,
			queues: new QueueBudget(),
			outputFull: () => this.outputFull,
			changed: () => {
				this.#changed();
			},
		};
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

	/** Listens on a stream or datagram address; false when the system refused, which the journal tells. */
	async listen(address: Address, wanted: ListenOptions): Promise<boolean | Problem> {
		const name = this.#claim(wanted.name, 's');
		if (typeof name !== 'string') {
			return name;
		}

		const description = {name, address, ...wanted};
		const entry = address.transport === 'udp'
			? new Datagrams(this.#session, {...description, side: 'server', eol: wanted.options.eol})
			: new Listening(this.#session, description);
		this.registry.add(entry);
		const opened = entry.kind === 'datagram' ? await entry.open({local: address}) : await entry.open(wanted.stream);
		this.#made(entry, opened);
		return opened;
	}

	/** Connects a client; false when that was refused, which the journal tells. */
	async connect(address: Address, wanted: ConnectOptions): Promise<boolean | Problem> {
		const name = this.#claim(wanted.name, 'c');
		if (typeof name !== 'string') {
			return name;
		}

		return address.transport === 'udp'
			? this.#openDatagramClient(name, address, wanted)
			: this.#connectStream(name, address, wanted);
	}

	async #openDatagramClient(name: string, address: Address, wanted: ConnectOptions): Promise<boolean> {
		const entry = new Datagrams(this.#session, {name, side: 'client', eol: wanted.options.eol, ...(!wanted.connected && {destination: address}), ...servantOf(wanted)});
		this.registry.add(entry);
		const opened = await entry.open({
			...(wanted.local !== undefined && {local: wanted.local}),
			...(wanted.connected ? {remote: address} : {destination: address}),
		});
		this.#made(entry, opened);
		return opened;
	}

	async #connectStream(name: string, address: Address, wanted: ConnectOptions): Promise<boolean> {
		const connection = new Connection(this.#session, {name, side: 'client', transport: address.transport, ...wanted.options, ...servantOf(wanted)});
		connection.source.remote = formatAddress(address);
		this.registry.add(connection);
		this.#made(connection, true);
		const abort = new AbortController();
		this.#connecting.set(name, abort);
		const request = {...wanted.stream, address, timeout_ms: wanted.timeout_ms, ...(wanted.local !== undefined && {local: wanted.local})};
		const endpoint = await this.#session.network.connect(request, opened => connection.open(opened), fact => {
			connection.tell(fact);
		}, abort.signal);
		this.#connecting.delete(name);
		if (endpoint === undefined) {
			connection.move(abort.signal.aborted ? 'close' : 'refused');
			this.registry.ended(connection);
			return false;
		}

		// As late as an accepted connection starts: both ends then know each other before the first byte.
		setImmediate(() => {
			connection.start();
		});
		return true;
	}

	/** Makes `name` the one that a line without a name means. */
	use(entry: Entry): void {
		this.current.choose(entry);
		this.#changed();
	}

	/** Waits; the session counts as busy meanwhile. */
	async sleep(duration_ms: number): Promise<void> {
		this.#sleeping++;
		await new Promise<void>(resolve => {
			setTimeout(resolve, duration_ms);
		});
		this.#sleeping--;
		this.#changed();
	}

	/** Whether somebody who takes the events cannot take more at present. */
	get outputFull(): boolean {
		return this.#full.size > 0;
	}

	/** Undefined while the events are taken, else what resolves when they are again. */
	room(): Promise<void> | undefined {
		if (this.outputFull) {
			this.#room ??= Promise.withResolvers<void>();
		}

		return this.#room?.promise;
	}

	/** While the output is full, or the disk of a recording behind, no stream is read. */
	setOutputFull(isFull: boolean, who: 'output' | 'recording' = 'output'): void {
		if (isFull) {
			this.#full.add(who);
		} else {
			this.#full.delete(who);
		}

		const full = this.outputFull;
		if (!full) {
			this.#room?.resolve();
			this.#room = undefined;
		}

		for (const connection of this.registry.connections().filter(each => each.alive && each.endpoint !== undefined)) {
			if (full) {
				connection.hold('output');
			} else {
				connection.resume('output');
			}
		}
	}

	/** Closes one endpoint; one that is being opened or connected is given up, a UDP peer is forgotten with nothing sent. */
	close(entry: Entry): void {
		if (entry.kind === 'listener' || entry.kind === 'datagram') {
			entry.close();
		} else if (entry.kind === 'peer') {
			entry.socket.forget(entry);
		} else if (entry.endpoint === undefined) {
			this.#connecting.get(entry.name)?.abort();
		} else {
			entry.endpoint.close();
		}
	}

	/** The listeners that a process of its own answers for, also those that are closed. */
	served(): ReadonlyArray<Entry & {readonly process: ServiceProcess}> {
		return this.registry.all().filter((entry): entry is Entry & {readonly process: ServiceProcess} => 'process' in entry && entry.process?.isRunning === true);
	}

	/** Puts a remark into the log of one side. */
	say(text: string, side: Side): void {
		this.journal.record({name: 'sockplay', side}, {event: 'said', message: text});
	}

	/** Whether an endpoint of this name is UDP, or one of its peers. */
	isDatagram(name: string): boolean {
		const kind = this.registry.get(name)?.kind;
		return kind === 'datagram' || kind === 'peer';
	}

	/** Ends the recording, if there is one; its file is whole then. False when `giveUp` resolves before that. */
	async endRecording(giveUp?: Promise<void>): Promise<boolean> {
		const {recording} = this;
		this.recording = undefined;
		return await recording?.end(giveUp) ?? true;
	}

	/** Reads a recording into the journal; answers what there is to say about it. Rejects when it cannot be read. */
	async replay(path: string, size_bytes: number, reader: RecordingReader, pieces: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
		this.opening = new Opening({path, size_bytes, reader, journal: this.journal, now_us: this.now_us, room: async () => this.room(), changed: () => {
			this.#changed();
		}});
		try {
			return await this.opening.run(pieces);
		} finally {
			this.opening = undefined;
			this.#changed();
		}
	}

	/** Closes everything at once, as the end of the process would: what is queued, in sockets and links, is dropped and told. */
	closeAll(): void {
		this.opening?.stop();
		for (const {name} of this.repeats.all()) {
			this.repeats.stop(name);
		}

		for (const entry of this.registry.living.values().filter(each => each.kind !== 'peer')) {
			if ((entry.kind === 'connection' || entry.kind === 'datagram') && entry.endpoint !== undefined) {
				entry.endpoint.destroy();
			} else {
				this.close(entry);
			}
		}

		for (const entry of this.served()) {
			entry.process.stop();
		}
	}

	/** The endpoint a line acts on: the one named, else the current one of `side`, else the last. */
	find(name: string | undefined, side?: Side): Entry | undefined {
		const wanted = name ?? this.current[side ?? 'last'];
		return wanted === undefined ? undefined : this.registry.get(wanted);
	}

	#claim(wanted: string | undefined, letter: 's' | 'c'): string | Problem {
		if (wanted === undefined) {
			return this.registry.newName(letter);
		}

		if (this.reservedNames.has(wanted)) {
			return problem(`${wanted} is a verb, not a name`);
		}

		return this.registry.isTaken(wanted) ? problem(`${wanted} is taken`, undefined, 'close it first, or choose another name') : wanted;
	}

	#made(entry: Entry, opened: boolean): void {
		if (!opened) {
			this.registry.ended(entry);
		} else if (!isServant(entry)) {
			this.use(entry);
		}
	}

	#changed(): void {
		this.current.follow();
		for (const watcher of this.#watchers) {
			watcher();
		}
	}
}

function servantOf({serving}: ConnectOptions) {
	return serving === undefined ? {} : {serving, isServant: true};
}
