/** A link around real sockets: back-pressure goes through it, memory stays bounded, and what went in comes out. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import type {StreamEndpoint} from '../../source/core/network.ts';
import {now_us, timerClock} from '../../source/core/clock.ts';
import {streamStack} from '../../source/core/stack.ts';
import type {Conditions} from '../../source/link/conditions/table.ts';
import {StreamLink} from '../../source/link/stream-link.ts';
import {realNetwork} from '../../source/sockets/real-network.ts';
import {randoms} from './wire.ts';

const size_bytes = 12 * 1024 * 1024;

for (const conditions of [{delay: 20, jitter: 10}, {rate: 200e6, slice: 9000}, {delay: 5, rate: 100e6}] satisfies Conditions[]) {
	test(`12 MiB both ways over ${JSON.stringify(conditions)}`, {timeout: 60_000}, async () => {
		const sent = createHash('sha256');
		const received = createHash('sha256');
		let received_bytes = 0;
		let max_bytes = 0;
		const over = new EventTarget();
		const listener = await realNetwork.listen({address: {transport: 'tcp', host: '127.0.0.1', port: 0}, backlog: 5, recv_bytes: 65_536}, {
			fact: () => undefined,
			closed: () => undefined,
			accepted: endpoint => linked(endpoint, conditions, {
				received(bytes, link) {
					link.send(Buffer.from(bytes));
					max_bytes = Math.max(max_bytes, link.queued_bytes);
					if (link.queued_bytes > 0) {
						link.hold();
					}
				},
				drained(link) {
					link.resume();
				},
				ended(link) {
					link.close();
				},
			}),
		});
		let client!: StreamLink;
		await realNetwork.connect({address: listener!.local, timeout_ms: 5000, recv_bytes: 65_536}, endpoint => linked(endpoint, {}, {
			received(bytes) {
				received.update(bytes);
				received_bytes += bytes.length;
			},
			drained: () => undefined,
			ended(link) {
				link.close();
				over.dispatchEvent(new Event('over'));
			},
		}, link => {
			client = link;
		}), () => undefined, new AbortController().signal);
		const ended = once(over, 'over');
		for (let at = 0; at < size_bytes; at += 65_536) {
			const bytes = Buffer.alloc(65_536, at / 65_536);
			sent.update(bytes);
			client.send(bytes);
		}

		client.shutdown();
		await ended;
		listener!.close();
		assert.equal(received_bytes, size_bytes);
		assert.equal(received.digest('hex'), sent.digest('hex'));
		assert.equal(max_bytes <= limits.link_window_bytes + limits.link_waiting_bytes, true, `${max_bytes} bytes waited`);
	});
}

type User = {
	received(bytes: Uint8Array, link: StreamLink): void;
	drained(link: StreamLink): void;
	ended(link: StreamLink): void;
};

function linked(endpoint: StreamEndpoint, conditions: Conditions, user: User, made: (link: StreamLink) => void = () => undefined) {
	const link = new StreamLink({clock: timerClock(now_us)});
	const {observer} = streamStack(endpoint, [link], {
		fact: () => undefined,
		received(bytes) {
			user.received(bytes, link);
		},
		drained() {
			user.drained(link);
		},
		ended() {
			user.ended(link);
		},
		closed: () => undefined,
	});
	if (Object.keys(conditions).length > 0) {
		link.setConditions('in', conditions, randoms('in'));
		link.setConditions('out', conditions, randoms('out'));
	}

	made(link);
	setImmediate(() => {
		link.resume();
	});
	return observer;
}
