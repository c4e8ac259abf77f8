import type {Fact} from '../core/events.ts';
import type {RecordedSource} from '../formats/read/steps.ts';
import {Identity} from './entries/identity.ts';
import type {ListedEntry} from './entries/entry.ts';
import {plainSummary, type EntrySummary} from './entries/summary.ts';
import type {Journal} from './journal.ts';

const listening = new Set<string>(['bind', 'listen', 'accept']);

/** An endpoint of a recording: nothing is sent through it. */
export class RecordedEndpoint implements ListedEntry {
	readonly name: string;
	readonly side: ListedEntry['side'];
	readonly state = 'closed';
	readonly queued_bytes = 0;
	readonly open = 0;
	isListener = false;
	/** What it accepted: its bytes are theirs. */
	readonly parts = new Set<RecordedEndpoint>();
	/** It has told a call of its own. */
	hasCalled = false;
	readonly #identity: Identity;
	readonly #journal: Pick<Journal, 'traffic'>;
	/** Who speaks for it; unknown while it was only accepted. */
	#speaker: RecordedSource | undefined;

	constructor({name, side, datagram}: RecordedSource, journal: Pick<Journal, 'traffic'>) {
		this.name = name;
		this.side = side;
		this.#journal = journal;
		this.#identity = new Identity({name, side, ...(datagram === true && {datagram})});
	}

	get addresses(): ListedEntry['addresses'] {
		return this.isListener ? undefined : this.#identity.addresses;
	}

	get transport(): ListedEntry['transport'] {
		const {local = '', remote = ''} = this.#identity.addresses;
		const isUnix = local.startsWith('unix:') || remote.startsWith('unix:');
		if (isUnix) {
			return 'unix';
		}

		return this.#identity.addresses.datagram ? 'udp' : 'tcp';
	}

	/** Who accepted it: `s1` of `s1.2`. */
	get listener(): string | undefined {
		return /^(?<listener>.+)\.\d+$/v.exec(this.name)?.groups?.['listener'];
	}

	get in_bytes(): number {
		return this.#sum('in_bytes');
	}

	get out_bytes(): number {
		return this.#sum('out_bytes');
	}

	/** Whether this is who speaks: nobody has spoken under its name so far, or the same. */
	canBe(source: RecordedSource): boolean {
		return this.#speaker === undefined || this.#speaker === source;
	}

	/** It is this who speaks. */
	meet(source: RecordedSource): void {
		this.#speaker ??= source;
		this.know(source);
	}

	/** Its addresses, as far as they are known. */
	know({local, remote}: Pick<Fact, 'local' | 'remote'>): void {
		this.#identity.learn(endsOf({local, remote}));
	}

	/** A call of its own. */
	learn(fact: Fact): void {
		const {event} = fact;
		this.hasCalled = true;
		this.isListener ||= this.side === 'server' && listening.has(event);
		if (event === 'bind' || event === 'listen' || event === 'connect') {
			this.know(fact);
		}
	}

	#sum(key: 'in_bytes' | 'out_bytes'): number {
		const own = this.#speaker === undefined ? 0 : this.#journal.traffic(this.#speaker)[key];
		return own + this.parts.values().reduce((sum, part) => sum + part[key], 0);
	}

	pairWith(partner: string): void {
		this.#identity.pairWith(partner);
	}

	summary(): EntrySummary {
		const {local = '', remote = ''} = this.#identity.addresses;
		return {...plainSummary, local, remote, listState: this.state};
	}
}

/** The ends that are known. */
export function endsOf({local, remote}: {local: string | undefined; remote: string | undefined}) {
	return {...(local !== undefined && {local}), ...(remote !== undefined && {remote})};
}
