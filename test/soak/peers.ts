/** Peers that behave badly. */
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import {residentMemory} from '../../bench/helpers/proc.ts';
import {limits} from '../../source/core/limits.ts';
import type {Fault} from './fault.ts';
import {Session} from './session.ts';

const mebibyte = 1024 * 1024;

/** Resident memory that a session takes beside what waits in it, and what it keeps and prints. */
const base_MiB = 400;

export const neverReads: Fault = {
	name: 'never-reads',
	what: 'peers that never read: what is sent to them waits, and beyond the limits is told as dropped',
	async play(size) {
		await using session = await Session.open();
		const silent = net.createServer({pauseOnConnect: true}).listen(0, '127.0.0.1');
		await once(silent, 'listening');
		const peers: net.Socket[] = [];
		silent.on('connection', socket => {
			peers.push(socket.on('error', () => undefined));
		});
		const {port} = silent.address() as net.AddressInfo;
		const count = 2 * size;
		const piece = 48 * mebibyte;
		for (let made = 0; made < count; made++) {
			session.line(`connect tcp:${port} name=quiet${made}`);
			session.line(`send zeros:${piece}`);
			session.line(`send zeros:${piece}`);
			await session.told(({endpoint, event}) => endpoint === `quiet${made}` && event === 'dropped');
		}

		await session.roundTrip();
		const dropped = session.program.events.filter(({event}) => event === 'dropped');
		const waiting_MiB = Math.min(limits.session_queue_bytes, count * piece) / mebibyte;
		const {most_MiB} = residentMemory(session.program.child.pid!)!;
		assert.ok(most_MiB < base_MiB + (2 * waiting_MiB), `${most_MiB} MiB`);
		for (const peer of peers) {
			peer.resetAndDestroy();
		}

		silent.close();
		await session.until(() => Array.from({length: count}).every((_, made) => session.count(`quiet${made}`, 'close') === 1));
		await session.assertSound();
		await session.quit();
		return `${count} peers: ${dropped.length} sends of 48 MiB dropped and told, ${most_MiB.toFixed(0)} MiB resident at the most`;
	},
};

export const resets: Fault = {
	name: 'resets',
	what: 'peers that reset the connection while it is written to',
	async play(size) {
		await using session = await Session.open();
		const port = await session.listen('listen tcp:0 chargen');
		const count = 50 * size;
		for (let made = 0; made < count; made++) {
			const socket = net.connect(port, '127.0.0.1').on('error', () => undefined);
			await once(socket, 'data');
			socket.resetAndDestroy();
			await once(socket, 'close');
		}

		await session.until(() => session.count('s2', 'close') === count);
		assert.equal(session.count('s2', 'reset') + failures(session), count);
		session.line('close s2');
		await session.assertSound();
		await session.quit();
		return `${count} connections: ${session.count('s2', 'reset')} told as reset by recv, ${failures(session)} by send`;
	},
};

function failures(session: Session): number {
	return session.program.events.filter(({endpoint, event, errno}) => endpoint.startsWith('s2.') && event !== 'reset' && errno !== undefined).length;
}

export const pathVanishes: Fault = {
	name: 'path-vanishes',
	what: 'the path of a Unix listener is removed, and taken by another file',
	async play() {
		await using session = await Session.open();
		const place = path.join(session.folder, 'socket');
		session.line(`listen unix:${place} echo`);
		session.line('connect s2');
		await session.told(({endpoint, event}) => endpoint === 'c2' && event === 'connect');
		rmSync(place);
		session.line('c2 send hello');
		await session.told(({endpoint, event}) => endpoint === 'c2' && event === 'recv');
		session.line('connect s2');
		const {errno, message} = await session.told(({endpoint, event}) => endpoint === 'c3' && event === 'connect');
		assert.deepEqual([errno, message], ['ENOENT', `there is no socket at unix:${place}; \`listen unix:${place}\` makes one`]);
		writeFileSync(place, 'of another program');
		session.line('close s2');
		session.line('close c2');
		await session.told(({endpoint, event}) => endpoint === 's2.1' && event === 'close');
		assert.equal(readFileSync(place, 'utf8'), 'of another program');
		await session.assertSound();
		await session.quit();
		return 'who was connected stays so, who connects gets ENOENT, the file of another is left alone';
	},
};
