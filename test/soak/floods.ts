/** More than anybody could read. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import dgram from 'node:dgram';
import {once} from 'node:events';
import net from 'node:net';
import {limits} from '../../source/core/limits.ts';
import type {Fault} from './fault.ts';
import {Session} from './session.ts';

export const connects: Fault = {
	name: 'connects',
	what: 'a flood of connects, each ended at once by FIN or RST',
	async play(size) {
		await using session = await Session.open();
		const port = await session.listen('listen tcp:0 echo');
		const count = 300 * size;
		for (let made = 0; made < count; made++) {
			const socket = net.connect(port, '127.0.0.1').on('error', () => undefined);
			socket.on('connect', () => {
				if (made % 2 === 0) {
					socket.end();
				} else {
					socket.resetAndDestroy();
				}
			});
			// As many at a time as the backlog takes.
			if (made % 100 === 99) {
				await once(socket, 'close');
			}
		}

		await session.until(() => session.count('s2', 'accept') + session.count('s2', 'refused') === count);
		await session.until(() => session.count('s2', 'close') >= session.count('s2', 'accept'));
		session.line('close s2');
		await session.until(() => session.count('s2', 'close') > session.count('s2', 'accept'));
		await session.assertSound();
		await session.quit();
		return `${count} connects: ${session.count('s2', 'accept')} accepted, ${session.count('s2', 'refused')} refused, ${session.count('s2', 'close') - 1} closed`;
	},
};

export const oneByteSends: Fault = {
	name: 'one-byte-sends',
	what: 'a flood of sends of one byte each, all echoed',
	async play(size) {
		await using session = await Session.open();
		const port = await session.listen('listen tcp:0 echo');
		const count = 3000 * size;
		const socket = net.connect({port, host: '127.0.0.1', noDelay: true});
		await once(socket, 'connect');
		let back = 0;
		const all = new Promise<void>(resolve => {
			socket.on('data', bytes => {
				back += bytes.length;
				if (back === count) {
					resolve();
				}
			});
		});
		for (let sent = 0; sent < count; sent++) {
			if (!socket.write('x')) {
				await once(socket, 'drain');
			}
		}

		await all;
		socket.end();
		await session.told(({endpoint, event}) => endpoint === 's2.1' && event === 'close');
		assert.deepEqual([session.bytes('s2', 'recv'), session.bytes('s2', 'send')], [count, count]);
		session.line('close s2');
		await session.assertSound();
		await session.quit();
		return `${count} bytes came back, ${session.count('s2', 'recv')} recvs told`;
	},
};

export const datagrams: Fault = {
	name: 'datagrams',
	what: 'a flood of datagrams of 64 KiB',
	async play(size) {
		await using session = await Session.open();
		const port = await session.listen('listen udp:0 discard');
		const count = 200 * size;
		const socket = dgram.createSocket('udp4');
		const send = async (bytes: Uint8Array) => new Promise<void>(resolve => {
			socket.send(bytes, port, '127.0.0.1', () => {
				resolve();
			});
		});
		const bytes = Buffer.alloc(limits.datagram_bytes, 'd');
		for (let sent = 0; sent < count; sent += burst_datagrams) {
			await Promise.all(Array.from({length: burst_datagrams}, async () => send(bytes)));
		}

		socket.close();
		await session.until(() => session.count('s2', 'recv') + systemDrops(session) + session.lost === count);
		session.line('close s2');
		await session.assertSound();
		await session.quit();
		return `${count} datagrams: ${session.count('s2', 'recv')} received, ${systemDrops(session)} told as dropped by the system, ${session.lost} as not printed`;
	},
};

/** Datagrams sent at once: more than the receive buffer of a socket takes. */
const burst_datagrams = 20;

function systemDrops(session: Session): number {
	const drops = session.program.events.filter(({endpoint, event}) => endpoint === 's2' && event === 'dropped');
	return drops.map(({args}) => Number(args!.split(' ', 1)[0]!.replaceAll(',', ''))).reduce((sum, count) => sum + count, 0);
}
