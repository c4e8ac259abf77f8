import path from 'node:path';
import {formatAddress, isLoopback, isSameAddress, isWildcard, type Address} from '../../core/address.ts';
import {parseAddress} from '../../core/parse-address.ts';
import {limits} from '../../core/limits.ts';
import {isProblem, problem, type Problem} from '../../core/problem.ts';
import {parseDuration} from '../../core/quantities.ts';
import {upstreamName} from '../../core/relay-leg.ts';
import {placeInWord, unquote} from '../../core/unquote.ts';
import {perPeer} from '../per-peer.ts';
import type {Service, ServiceConnection, ServiceTools, StreamHandler} from '../service.ts';
import {IdleTimer} from './idle-timer.ts';
import {Leg} from './leg.ts';

/**
Forwards between a client and a server, with both legs in the log. Forwards streams, datagrams, and one as the other:
each recv becomes a datagram, each datagram a send.
*/
export const relay: Service = {
	name: 'relay',
	usage: 'relay ADDRESS [IDLE]',
	summary: 'forwards to ADDRESS and back; IDLE ends a silent UDP peer (60s)',
	argument: 'address',
	example: 'listen tcp:4100 relay tcp:6379',
	details: [
		'Both connections are in the log: the client\'s, and the one that the relay opens. view legs=both shows their bytes twice.',
		'For UDP every peer gets a socket of its own, closed after IDLE of silence.',
	],
	serve(words, tools) {
		const wanted = readWords(words);
		if (isProblem(wanted)) {
			return wanted;
		}

		if (isItself(tools.here, wanted.to)) {
			return {...problem('relay would forward to itself without end', undefined, 'give it another address'), word: 0};
		}

		const legs = new RelayLimit();
		return {
			stream: connection => legs.begin(connection, closed => forward(connection, false, {...wanted, closed}, tools)),
			datagram: perPeer(peer => legs.begin(peer, closed => forward(peer, true, {...wanted, closed}, tools))),
		};
	},
};

/** Limits the connections of one relay: relays in a ring would open connections without end. */
class RelayLimit {
	#count = 0;

	/** `begin` gets the function to call when the connection is closed. */
	begin(near: ServiceConnection, begin: (closed: () => void) => StreamHandler): StreamHandler {
		if (this.#count >= limits.relay_legs) {
			near.note(`rejected: a relay has at most ${limits.relay_legs} connections`);
			near.reset();
			return {};
		}

		this.#count++;
		return begin(() => {
			this.#count--;
		});
	}
}

/** Whether `to` reaches the listener itself. */
function isItself(here: Address, to: Address): boolean {
	if (here.transport === 'unix' || to.transport === 'unix') {
		return here.transport === to.transport && pathOf(here) === pathOf(to);
	}

	const isThisMachine = isLoopback(to) || isWildcard(to);
	return isSameAddress(here, to)
		|| (here.transport === to.transport
			&& here.port === to.port
			&& isThisMachine
			&& (isWildcard(here) || (to.host === 'localhost' && isLoopback(here))));
}

function pathOf(address: Address): string {
	return address.transport === 'unix' && !address.path.startsWith('@')
		? path.resolve(address.path)
		: formatAddress(address);
}

/**
Opens the second leg; until it is connected, the first is not read. UDP has no FIN, so silence ends the connection: from
the beginning when the client is UDP, after the client's FIN when the server is.
*/
function forward(
	near: ServiceConnection,
	isPeer: boolean,
	{to, idle_ms, closed}: RelayArguments & {readonly closed: () => void},
	tools: ServiceTools,
): StreamHandler {
	const idle = new IdleTimer(near, idle_ms, tools);
	const nearLeg = new Leg(near, {
		received() {
			idle.restart();
		},
		ended() {
			if (to.transport === 'udp') {
				idle.start();
			}
		},
		closed() {
			idle.stop();
			closed();
		},
	});
	if (isPeer) {
		idle.start();
	}

	const dialled = tools.dial(to, upstreamName(near.name), far => {
		const farLeg = new Leg(far, {
			received() {
				idle.restart();
			},
			ended() {
				if (isPeer) {
					far.close();
				}
			},
		});
		nearLeg.join(farLeg);
		return farLeg;
	});
	void dialled.then(isConnected => {
		if (!isConnected) {
			near.note(`${formatAddress(to)} could not be reached: reset`);
			near.reset();
		}
	});
	return nearLeg;
}

type RelayArguments = {readonly to: Address; readonly idle_ms: number};

function readWords([word, idle, extra]: readonly string[]): RelayArguments | (Problem & {readonly word?: number}) {
	if (word === undefined) {
		return problem('relay needs the address to forward to', undefined, 'relay tcp:4000, say');
	}

	if (extra !== undefined) {
		return {...problem('relay takes an address and an idle time', {start: 0, end: extra.length}), word: 2};
	}

	const to = readAddress(word);
	if (isProblem(to)) {
		return {...to, word: 0};
	}

	const idle_ms = idle === undefined ? limits.relay_idle_ms : parseDuration(idle);
	return isProblem(idle_ms) ? {...idle_ms, word: 1} : {to, idle_ms};
}

function readAddress(word: string): Address | Problem {
	const plain = unquote(word);
	if (isProblem(plain)) {
		return plain;
	}

	const to = parseAddress(plain.text);
	if (isProblem(to)) {
		return {...to, ...placeInWord(to, plain)};
	}

	return to.transport !== 'unix' && to.port === 0
		? problem('nobody can be reached at port 0', {start: 0, end: word.length})
		: to;
}
