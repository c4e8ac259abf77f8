import {type Address, formatAddress} from '../core/address.ts';
import type {Side} from '../core/events.ts';
import type {Network, StreamOptions} from '../core/network.ts';
import {type Problem, problem} from '../core/problem.ts';
import {QueueBudget} from '../core/queue-budget.ts';
import {recordInProcess} from '../recorder/in-process.ts';
import type {Recorder} from '../recorder/recorder.ts';
import type {RecordingReader} from '../formats/read/steps.ts';
import type {ServiceProcess, Serving} from '../services/service.ts';
import {type Clock, timerClock} from '../core/clock.ts';
import {Current} from './current.ts';
import type {Entry} from './entries/entry.ts';
import {ListenerEntry, type ListenerOptions} from './entries/listener.ts';
import type {ConnectionOptions} from './entries/options.ts';
import {StreamEntry} from './entries/stream.ts';
import {UdpSocketEntry} from './entries/udp-socket.ts';
import {Journal} from './journal.ts';
import {Macros} from './macros.ts';
import {Opening} from './opening.ts';
import {Repeats} from './repeats.ts';
import type {Recording} from './recording.ts';
import {Output} from './output.ts';
import {Registry} from './registry.ts';
import {StreamPairs} from './stream-pairs.ts';
import {UdpSockets} from './udp-sockets.ts';
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
	readonly options: ListenerOptions;
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

type ServedEntry = Entry & {readonly process: ServiceProcess};

/** One session: endpoints by name, their journal, and which of them a line without a name means. */
export class Lab {
	readonly journal: Journal;
	readonly registry = new Registry();
	/** The back-pressure of whoever takes the events. */
	readonly output = new Output();
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
			output: this.output,
			streamPairs: new StreamPairs(this.journal),
			udpSockets: new UdpSockets(),
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
		if (address.transport === 'udp') {
			const socket = new UdpSocketEntry(this.#session, {...description, side: 'server', eol: wanted.options.eol});
			return this.#opened(socket, async () => socket.bind({local: address}));
		}

		const listener = new ListenerEntry(this.#session, description);
		return this.#opened(listener, async () => listener.listen(wanted.stream));
	}

	/** Connects a client; false when that was refused, which the journal tells. */
	async connect(address: Address, wanted: ConnectOptions): Promise<boolean | Problem> {
		const name = this.#claim(wanted.name, 'c');
		if (typeof name !== 'string') {
			return name;
		}

		return address.transport === 'udp'
			? this.#openUdpClient(name, address, wanted)
			: this.#connectStream(name, address, wanted);
	}

	async #openUdpClient(name: string, address: Address, wanted: ConnectOptions): Promise<boolean> {
		const socket = new UdpSocketEntry(this.#session, {
			name,
			side: 'client',
			eol: wanted.options.eol,
			serving: wanted.serving,
			internal: wanted.serving !== undefined,
			...(!wanted.connected && {destination: address}),
		});
		return this.#opened(socket, async () => socket.bind({
			...(wanted.local !== undefined && {local: wanted.local}),
			...(wanted.connected ? {remote: address} : {destination: address}),
		}));
	}

	async #connectStream(name: string, address: Address, wanted: ConnectOptions): Promise<boolean> {
		const {options, serving, timeout_ms, local} = wanted;
		const entry = new StreamEntry(this.#session, {name, side: 'client', transport: address.transport, options, serving, internal: serving !== undefined});
		this.registry.add(entry);
		this.#choose(entry);
		return entry.connect({...wanted.stream, address, timeout_ms, ...(local !== undefined && {local})}, formatAddress(address));
	}

	/** Chosen when it is open: until then it has its name only. */
	async #opened(entry: Entry, open: () => Promise<boolean>): Promise<boolean> {
		this.registry.add(entry);
		const isOpen = await open();
		if (isOpen) {
			this.#choose(entry);
		} else {
			this.registry.ended(entry);
		}

		return isOpen;
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

	/** The listeners that a process of its own answers for, also those that are closed. */
	served(): readonly ServedEntry[] {
		return this.registry.all().filter((entry): entry is ServedEntry => entry.process?.isRunning === true);
	}

	/** Puts a remark into the log of one side. */
	say(text: string, side: Side): void {
		this.journal.record({name: 'sockplay', side}, {event: 'said', message: text});
	}

	/** Ends the recording, if there is one; its file is whole then. False when `giveUp` resolves before that. */
	async endRecording(giveUp?: Promise<void>): Promise<boolean> {
		const {recording} = this;
		this.recording = undefined;
		return await recording?.end(giveUp) ?? true;
	}

	/** Reads a recording into the journal; answers what there is to say about it. Rejects when it cannot be read. */
	async replay(path: string, size_bytes: number, reader: RecordingReader, pieces: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
		this.opening = new Opening({path, size_bytes, reader, journal: this.journal, now_us: this.now_us, room: async () => this.output.room(), changed: () => {
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

		for (const entry of this.registry.living.values()) {
			entry.destroy();
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

	#choose(entry: Entry): void {
		if (!entry.internal) {
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
