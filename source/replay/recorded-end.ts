import type {EventName, Fact} from '../core/events.ts';
import type {RecordedSource} from '../formats/read/steps.ts';
import type {Placed, PlacedCall, RecordedCall} from './recorded-call.ts';

const nothing = new Uint8Array(0);

/** What an end is known to be; a hexdump does not tell. */
export type RecordedTransport = 'tcp' | 'udp' | 'unix' | undefined;

/** One end of a conversation, as a recording tells it. */
export class RecordedEnd {
	readonly source: RecordedSource;
	readonly calls: PlacedCall[] = [];
	/** Bytes it sent or received that are not in the recording. */
	missing_bytes = 0;
	#remote: string | undefined;
	#isStream = false;
	#lingers = false;

	/** `remote`: of a UDP socket, to whom it speaks in this conversation. */
	constructor(source: RecordedSource, remote: string | undefined) {
		this.source = source;
		this.#remote = remote ?? source.remote;
	}

	get name(): string {
		return this.source.name;
	}

	get side(): RecordedSource['side'] {
		return this.source.side;
	}

	/** The address of the server in this conversation, as far as it is known. */
	get server(): string | undefined {
		return this.side === 'client' ? this.#remote : this.source.local;
	}

	get transport(): RecordedTransport {
		const {datagram, local = ''} = this.source;
		if (datagram === true) {
			return 'udp';
		}

		const addresses = [local, this.#remote ?? ''];
		if (addresses.some(address => address.startsWith('unix:'))) {
			return 'unix';
		}

		return this.#isStream || addresses.some(address => address !== '') ? 'tcp' : undefined;
	}

	/** It did more than come and go: a listener does not, nor an endpoint that is only known as somebody's peer. */
	get hasSpoken(): boolean {
		return this.calls.some(({call}) => call.kind !== 'open' && call.kind !== 'close');
	}

	/** Takes an event of its own; what is no call that the other end notices is left out. */
	take(fact: Fact, bytes: Uint8Array | undefined, placed: Placed): void {
		this.#isStream ||= fact.event === 'shutdown' || (fact.event === 'socket' && fact.args?.includes('STREAM') === true);
		const isWithout = isTransfer(fact) && bytes === undefined;
		this.missing_bytes += isWithout || fact.event === 'lost' ? fact.bytes ?? 0 : 0;
		this.#lingers ||= fact.event === 'setsockopt' && fact.args?.startsWith('SO_LINGER') === true;
		if (fact.event === 'connect') {
			this.#remote = fact.remote ?? this.#remote;
		}

		const isDatagram = this.source.datagram === true;
		const call = isDatagram ? datagramOf(fact, bytes) : callOf(fact, bytes, this.#lingers);
		if (call !== undefined) {
			this.calls.push({...placed, call});
		}
	}
}

/** An empty datagram has no bytes; a socket that is closed is none of its peer's business. */
function datagramOf(fact: Fact, bytes: Uint8Array | undefined): RecordedCall | undefined {
	const {event, errno, result} = fact;
	const isWhole = errno === undefined && (bytes !== undefined || result === 0);
	return isWhole && (event === 'send' || event === 'recv') ? {kind: event, bytes: bytes ?? nothing} : undefined;
}

type CallReader = (fact: Fact, bytes: Uint8Array | undefined, lingers: boolean) => RecordedCall | undefined;

const readers: Readonly<Partial<Record<EventName, CallReader>>> = {
	connect: ({errno}) => (errno === undefined ? {kind: 'open'} : {kind: 'refused', errno}),
	// What a full buffer did not take (EAGAIN) is sent when there is room.
	send: ({errno}, bytes) => (errno === undefined || errno === 'EAGAIN' ? transferOf('send', bytes) : lossOf(errno)),
	recv: ({errno, result}, bytes) => (errno === undefined ? receivedOf(bytes, result) : lossOf(errno)),
	shutdown: ({errno}) => (errno === undefined ? {kind: 'shutdown'} : undefined),
	close: (_fact, _bytes, lingers) => ({kind: lingers ? 'reset' : 'close'}),
};

/** What a call of a stream was to its peer; an attempt after which another way was taken is none. */
function callOf(fact: Fact, bytes: Uint8Array | undefined, lingers: boolean): RecordedCall | undefined {
	return fact.retried === true ? undefined : readers[fact.event]?.(fact, bytes, lingers);
}

function isTransfer({event, errno}: Fact): boolean {
	return (event === 'send' || event === 'recv') && errno === undefined;
}

function receivedOf(bytes: Uint8Array | undefined, result: Fact['result']): RecordedCall | undefined {
	return bytes === undefined && result === 0 ? {kind: 'fin'} : transferOf('recv', bytes);
}

function transferOf(kind: 'send' | 'recv', bytes: Uint8Array | undefined): RecordedCall | undefined {
	return bytes === undefined ? undefined : {kind, bytes};
}

function lossOf(errno: string): RecordedCall | undefined {
	return errno === 'ECONNRESET' || errno === 'EPIPE' ? {kind: 'rst'} : undefined;
}
