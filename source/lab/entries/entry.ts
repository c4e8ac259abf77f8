/**
Everything of a session that has a name, as the commands, the lists and the frames see it.

What only some entries can do is a role that an entry has or has not, so that nobody asks what kind it is:

```text
              conversations()   socket       udp
listener      what it accepted  itself       -
stream        itself            itself       -
UDP listener  its peers         itself       itself
UDP client    itself            itself       itself
UDP peer      itself            its socket   its socket
```
*/
import type {Address} from '../../core/address.ts';
import type {Fact, Side} from '../../core/events.ts';
import type {Problem} from '../../core/problem.ts';
import type {State} from '../../core/states.ts';
import type {EndpointAddresses} from '../../formats/format.ts';
import type {LinkRequest, LinkRequests, LinkDirection} from '../../link/link.ts';
import type {ServiceProcess} from '../../services/service.ts';
import type {LiveOptions} from './options.ts';
import type {EntrySummary} from './summary.ts';

export type EntryState = State | 'opening' | 'listening' | 'bound';

export type Entry = {
	readonly name: string;
	readonly side: Side;
	readonly transport: Address['transport'];
	/**
	For recordings: another object whenever something of it changes. Undefined for a listener, which carries no bytes.
	*/
	readonly addresses: EndpointAddresses | undefined;
	readonly state: EntryState;
	/** It has a socket: `opening` is before that. A stream that connects has one. */
	readonly alive: boolean;
	/** It was open at some time: a connect that was refused never was. */
	readonly wasOpen: boolean;
	/** A service opened it for itself: no line means it without its name. */
	readonly internal: boolean;
	/** It accepts conversations and is none itself. */
	readonly isListener: boolean;
	/** The name of the listener that accepted it, or heard it. */
	readonly listener: string | undefined;
	/** What runs for its service, and ends with it. */
	readonly process: ServiceProcess | undefined;
	readonly in_bytes: number;
	readonly out_bytes: number;
	readonly queued_bytes: number;
	/** Something that was sent through it, or through what it accepted, still waits. */
	readonly hasQueued: boolean;
	/** Conversations that are open, of a listener. */
	readonly open: number;
	/** Where it can be reached from this machine, if anybody can connect or send there. */
	readonly reachableAt: Address | undefined;
	/** What lists and titles show of it. */
	summary(): EntrySummary;
	/** Itself, or what a listener has accepted. */
	conversations(): Iterable<Conversation>;
	/** The entry with the socket it uses. */
	readonly socket: SocketEntry;
	readonly udp: UdpEntry | undefined;
	/** Closes it; one that is being opened or connected is given up, a UDP peer is forgotten with nothing sent. */
	close(): void;
	/** Closes it at once, as a process that ends would: what its link holds is dropped, and reported. */
	destroy(): void;
};

/** What lists, titles and files show of an entry. An endpoint of a recording has no more than this. */
export type ListedEntry = Pick<
	Entry,
	| 'name' | 'side' | 'transport' | 'addresses' | 'state' | 'isListener' | 'listener'
	| 'in_bytes' | 'out_bytes' | 'queued_bytes' | 'open' | 'summary'
>;

/** An entry with a socket of its own: options and conditions of the link are set here. */
export type SocketEntry = Entry & {
	tell(fact: Fact): void;
	/** The conditions of one direction of its link from now on. */
	setLink(direction: LinkDirection, request: LinkRequest | undefined): void;
	/** The options that it has, in the order in which they are listed. */
	readonly optionNames: readonly string[];
	set(options: LiveOptions): void;
	/** All that was set since it was opened. */
	readonly changes: LiveOptions;
	readonly links: LinkRequests;
	/** A problem without a place when it cannot carry out a call: it is not open yet, or no longer. */
	notOpen(): Problem | undefined;
	/** Stops calling recv, of a listener accept, because the person asked for it; a promise when that takes time. */
	hold(): Promise<void> | void;
	resume(): Promise<void> | void;
};

/** A UDP socket. */
export type UdpEntry = SocketEntry & {
	/** Its datagrams go to one peer. */
	readonly connected: boolean;
	/** The address of that peer, or of where it was opened for, as text. */
	readonly remote: string;
	/**
	Sends one datagram to an address; a problem without a place when the address cannot be one of this socket's family.
	*/
	sendTo(bytes: Uint8Array, to: Address): Problem | undefined;
	join(group: Address): void;
	leave(group: Address): void;
};

/** An entry that bytes are sent through. Each call answers a problem without a place when it cannot be carried out. */
export type Conversation = Entry & {
	/** What is added to a line typed as data. */
	readonly eol: string;
	/** Hands over the bytes; they must not change afterwards. */
	send(bytes: Uint8Array): Problem | undefined;
	/** Sends FIN and receives on. */
	shutdown(): Problem | undefined;
	/** Sends RST. */
	reset(): Problem | undefined;
};
