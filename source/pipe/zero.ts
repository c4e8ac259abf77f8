/**
Connects, sends nothing, and reports who answers.

A UDP port answers nothing when it is open. What says that it is closed is ICMP's "port unreachable" after a datagram,
here an empty one, which connect(2)ed sockets get as ECONNREFUSED (udp(7)); without it the port may be open, or a
firewall drops everything.
*/
import type {Address} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {Port} from './ports.ts';
import type {PipeSettings, Speaker} from './settings.ts';

export type ZeroSettings = Pick<PipeSettings, 'network' | 'clock' | 'local' | 'timeout_ms' | 'tell' | 'signal'> & {
	readonly ports: readonly Port[];
	/** Hears of each port in the order in which they were given. */
	readonly found: (port: Port, isOpen: boolean) => void;
};

/**
Tries all ports, `limits.zero_connections` at a time. True when every port that was written as itself is open, and of
ranges at least one.
*/
export async function scanPorts(settings: ZeroSettings): Promise<boolean> {
	const {ports, found, signal} = settings;
	const answers: Array<Promise<boolean>> = [];
	const open: Port[] = [];
	for (const [index, port] of ports.entries()) {
		// What is under way: at the most so many from here on.
		while (answers.length < Math.min(ports.length, index + limits.zero_connections)) {
			answers.push(isOpen(settings, ports[answers.length]!, answers.length + 1));
		}

		const answer = await answers[index]!;
		if (signal?.aborted === true) {
			return false;
		}

		found(port, answer);
		if (answer) {
			open.push(port);
		}
	}

	const written = ports.filter(({isOfRange}) => !isOfRange);
	const isRangeOpen = written.length === ports.length || open.some(({isOfRange}) => isOfRange);
	return isRangeOpen && written.every(port => open.includes(port));
}

async function isOpen(settings: ZeroSettings, {address}: Port, number: number): Promise<boolean> {
	const speaker: Speaker = {name: `c${number}`, side: 'client', ...(address.transport === 'udp' && {datagram: true})};
	const tell = (fact: Fact, bytes?: Uint8Array) => {
		settings.tell(speaker, fact, bytes);
	};

	return address.transport === 'udp' ? isDatagramOpen(settings, address, tell) : isStreamOpen(settings, address, tell);
}

type Tell = (fact: Fact, bytes?: Uint8Array) => void;

async function isStreamOpen(settings: ZeroSettings, address: Address, tell: Tell): Promise<boolean> {
	const {network, local, timeout_ms = limits.zero_ms, signal = new AbortController().signal} = settings;
	const closed = Promise.withResolvers<void>();
	const nothing = () => undefined;
	const endpoint = await network.connect(
		{recv_bytes: limits.recv_bytes, address, timeout_ms, ...(local !== undefined && {local})},
		() => ({
			fact: tell,
			received: nothing,
			ended: nothing,
			drained: nothing,
			closed() {
				closed.resolve();
			},
		}),
		tell,
		signal,
	);
	endpoint?.close();
	await (endpoint && closed.promise);
	return endpoint !== undefined;
}

async function isDatagramOpen(settings: ZeroSettings, address: Address, tell: Tell): Promise<boolean> {
	const {network, clock, local, timeout_ms = limits.zero_ms, signal} = settings;
	let isRefused = false;
	const closed = Promise.withResolvers<void>();
	const endpoint = await network.datagram(
		{remote: address, ...(local !== undefined && {local})},
		made => ({
			fact(fact, bytes) {
				tell(fact, bytes);
				if (fact.errno !== undefined) {
					isRefused = true;
					made.close();
				}
			},
			received() {
				made.close();
			},
			closed() {
				closed.resolve();
			},
		}),
		tell,
	);
	if (endpoint === undefined) {
		return false;
	}

	const close = () => {
		endpoint.close();
	};

	endpoint.send(new Uint8Array());
	signal?.addEventListener('abort', close);
	const cancel = clock.schedule(clock.now_us() + (timeout_ms * 1000), close, 'coarse');
	await closed.promise;
	signal?.removeEventListener('abort', close);
	cancel();
	return !isRefused;
}
