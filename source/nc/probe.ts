/** Whether a port answers: -z. */
import {formatAddress} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {ConnectRequest, DatagramEndpoint, StreamObserver} from '../core/network.ts';
import type {Attempt, AttemptReport} from './attempt.ts';
import type {NcWorld} from './world.ts';

/** Connects and closes again; resolves when `report` knows how that went. */
export async function probe(attempt: Attempt, report: AttemptReport, world: NcWorld): Promise<void> {
	await (attempt.settings.isDatagram ? probeDatagram(attempt, report, world) : probeStream(attempt, report, world));
}

type StreamRequest = Pick<ConnectRequest, 'address' | 'local' | 'timeout_ms'>;

/** What hears how a probe went. */
type Report = {tell(fact: Fact): void; connected(remote: string): void};

/** The same for a stream alone, TCP or Unix. */
export async function probeStream(
	{address, local, timeout_ms}: StreamRequest,
	report: Report,
	{network}: NcWorld,
): Promise<void> {
	const over = Promise.withResolvers<void>();
	const observer: StreamObserver = {
		fact: () => undefined,
		received: () => undefined,
		ended: () => undefined,
		drained: () => undefined,
		closed() {
			over.resolve();
		},
	};
	const endpoint = await network.connect(
		{address, timeout_ms, recv_bytes: limits.recv_bytes, ...(local !== undefined && {local})},
		() => observer,
		fact => {
			report.tell(fact);
		},
		new AbortController().signal,
	);
	if (endpoint !== undefined) {
		report.connected(endpoint.remote);
		endpoint.close();
		await over.promise;
	}
}

/**
UDP answers nothing when it accepts: a port counts as reachable when datagrams of one X each were not refused (ICMP)
for -w, or 3 seconds. Without -v nc looks for nothing, and calls every port reachable.
*/
async function probeDatagram(attempt: Attempt, report: AttemptReport, world: NcWorld): Promise<void> {
	const {address, local, settings} = attempt;
	const refused = Promise.withResolvers<void>();
	const tell = (fact: Fact): void => {
		report.tell(fact);
		if (fact.errno !== undefined) {
			refused.resolve();
		}
	};

	const over = Promise.withResolvers<void>();
	const endpoint = await world.network.datagram(
		{remote: address, ...(local !== undefined && {local})},
		() => ({
			fact: tell,
			received: () => undefined,
			closed() {
				over.resolve();
			},
		}),
		tell,
	);
	if (endpoint === undefined) {
		return;
	}

	const wait_ms = settings.connect_ms ?? limits.probe_ms;
	const isReached = settings.isVerbose !== true || await isUnrefused(endpoint, wait_ms, world, refused.promise);
	if (isReached) {
		report.connected(formatAddress(endpoint.remote!));
	}

	endpoint.close();
	await over.promise;
}

const between_us = 1_000_000;

async function isUnrefused(
	endpoint: DatagramEndpoint,
	wait_ms: number,
	{clock}: NcWorld,
	refused: Promise<void>,
): Promise<boolean> {
	const probeByte = Uint8Array.of(0x58);
	endpoint.send(probeByte);
	endpoint.send(probeByte);
	for (let left_us = wait_ms * 1000; left_us > 0; left_us -= between_us) {
		const pause = Promise.withResolvers<'silence'>();
		const cancel = clock.schedule(clock.now_us() + Math.min(left_us, between_us), () => {
			pause.resolve('silence');
		}, 'coarse');
		if (await Promise.race([pause.promise, refused]) !== 'silence') {
			cancel();
			return false;
		}

		endpoint.send(probeByte);
	}

	return true;
}
