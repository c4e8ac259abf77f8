import type {Lab} from '../lab/lab.ts';
import {playClients} from './client.ts';
import type {Conversation} from './conversation.ts';
import {partOf} from './plan.ts';
import {Player} from './player.ts';
import {nounOf} from './recorded-call.ts';
import type {Finding, PlayedResult} from './result.ts';
import {playServers} from './server.ts';
import type {ReplaySettings} from './settings.ts';

/** What happens while it is played. */
export type ReplayObserver = {
	found(finding: Finding): void;
	/** The listener with this name is open. */
	listening(name: string): void;
};

/** Conversations of a recording, played to live peers. */
export class Replay {
	readonly #lab: Lab;
	readonly #settings: ReplaySettings;
	readonly #observer: ReplayObserver;
	readonly #players: readonly Player[];

	constructor(lab: Lab, conversations: readonly Conversation[], settings: ReplaySettings, observer: ReplayObserver) {
		this.#lab = lab;
		this.#settings = settings;
		this.#observer = observer;
		const isDatagram = settings.address.transport === 'udp';
		this.#players = conversations.map(conversation => new Player(partOf(conversation, isDatagram), {
			...settings,
			clock: lab.clock,
			isDatagram,
			noun: nounOf(settings.role),
			found(finding) {
				observer.found(finding);
			},
		}));
	}

	/** What is waited for at present, conversation by conversation. */
	get awaiting(): string[] {
		return this.#players
			.filter(({isOver, awaiting}) => !isOver && awaiting !== '')
			.map(({part, awaiting}) => `${part.conversation.name} ${awaiting}`);
	}

	get results(): PlayedResult[] {
		return this.#players.map(({result}) => result);
	}

	/** Plays them all; resolves to the failed call, as a line of the log, when the system refused to listen. */
	async run(): Promise<string | undefined> {
		if (this.#settings.role === 'client') {
			await playClients(this.#lab, this.#players, this.#settings);
			return undefined;
		}

		return playServers(this.#lab, this.#players, this.#settings, name => {
			this.#observer.listening(name);
		});
	}
}
