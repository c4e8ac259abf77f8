/** Clients that were other programs: a saved program plays them, so that it runs by itself. */
import {spawnSync} from 'node:child_process';
import dgram from 'node:dgram';
import {writeFileSync} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import type {LabEvent} from '../../source/core/events.ts';
import {cProgram} from '../../source/export/c/program.ts';
import {conversationOf} from '../../source/export/conversation.ts';
import {pythonProgram} from '../../source/export/python/program.ts';
import {shellProgram} from '../../source/export/shell/program.ts';
import type {Lab} from '../../source/lab/lab.ts';
import {folderFor, lines, realLab} from '../helpers/recorded.ts';
import {freePort, ran} from './sessions.ts';

const missing = ['python3', 'gcc', 'nc'].filter(program => spawnSync(program, ['-h']).error !== undefined);
const skip = missing.length > 0 && `${missing.join(' and ')} not found`;

/** Does something, and waits for the event that it leads to. */
async function until(lab: Lab, wanted: string, act: () => unknown): Promise<void> {
	const seen = new Promise<void>(resolve => {
		const stop = lab.journal.subscribe((event: LabEvent) => {
			if (`${event.endpoint} ${event.event} ${event.errno ?? event.result}` === wanted) {
				stop();
				resolve();
			}
		});
	});
	await act();
	await seen;
}

function addressOf(lab: Lab, name: string): string {
	return lab.registry.get(name)!.summary().local;
}

function portOf(lab: Lab, name: string): number {
	return Number(/\d+$/v.exec(addressOf(lab, name))![0]);
}

/** A client that asks and ends, one that is answered after its FIN, one that resets, and a datagram of each of two. */
async function session(t: TestContext): Promise<Lab> {
	const lab = realLab(t);
	const unix = path.join(folderFor(t), 'u');
	await lines(lab, 'listen tcp:0 echo', 'listen tcp:*:0', 'listen udp:0 echo', `listen unix:${unix} echo`);
	const asking = net.connect(portOf(lab, 's1'), '127.0.0.1');
	await until(lab, 's1.1 close 0', () => asking.end('hello\n').resume());
	const waiting = net.connect({port: portOf(lab, 's2'), host: '127.0.0.1', allowHalfOpen: true});
	await until(lab, 's2.1 recv 0', () => waiting.end('question').resume());
	await lines(lab, 's2.1 send answer', 's2.1 close');
	const resetting = net.connect(portOf(lab, 's2'), '127.0.0.1');
	await until(lab, 's2.2 recv 4', () => resetting.write('half'));
	await until(lab, 's2.2 close 0', () => resetting.resetAndDestroy());
	const reset = net.connect(portOf(lab, 's2'), '127.0.0.1');
	reset.once('error', () => undefined);
	await until(lab, 's2.3 recv 3', () => reset.write('GET'));
	await lines(lab, 's2.3 reset');
	const socket = dgram.createSocket('udp4');
	await until(lab, 's3.1 send 4', () => {
		socket.send('ping', portOf(lab, 's3'), '127.0.0.1');
	});
	await until(lab, 's3.1 send 0', () => {
		socket.send('', portOf(lab, 's3'), '127.0.0.1');
	});
	socket.close();
	const local = net.connect(unix);
	await until(lab, 's4.1 close 0', () => local.end('over unix').resume());
	return lab;
}

test('each call of a client matches one of its other end', {skip}, async (t: TestContext) => {
	const {journal} = await session(t);
	const {calls, players} = conversationOf(journal);
	t.assert.deepStrictEqual(players.map(({name, endpoint}) => `${name} ${endpoint}`), [
		'peer1 s1.1', 'peer2 s2.1', 'peer3 s2.2', 'peer4 s2.3', 'peer5 s3.1', 'peer6 s4.1',
	]);
	const made = calls.filter(({side, action: {kind}}) => side === 'client' && kind !== 'wait' && kind !== 'tell');
	t.assert.deepStrictEqual(made.map(({socket, action: {kind}, errno = '', comment}) =>
		`${socket} ${kind} ${errno}  ${comment.replaceAll(/\d\d:\S+ (?=s)| from .*| {2}.*/gv, '').replace(/:\d+(?=\))/v, ':PORT')}`.replace(' '.repeat(3), '  ')), [
		'peer1 socket  for s1 accept() = s1.1',
		'peer1 connect  for s1 accept() = s1.1',
		'peer1 send  for s1.1 recv(65536) = 6',
		'peer1 recv  for s1.1 send(6) = 6',
		'peer1 shutdown  for s1.1 recv(65536) = 0',
		'peer1 fin  for s1.1 close() = 0',
		'peer1 close  for s1.1 close() = 0',
		'peer2 socket  for s2 accept() = s2.1',
		'peer2 connect  for s2 accept() = s2.1',
		'peer2 send  for s2.1 recv(65536) = 8',
		'peer2 shutdown  for s2.1 recv(65536) = 0',
		'peer2 recv  for s2.1 send(6) = 6',
		'peer2 fin  for s2.1 close() = 0',
		'peer2 close  for s2.1 close() = 0',
		'peer3 socket  for s2 accept() = s2.2',
		'peer3 connect  for s2 accept() = s2.2',
		'peer3 send  for s2.2 recv(65536) = 4',
		'peer3 setsockopt  for s2.2 recv(65536) = ECONNRESET',
		'peer3 close  for s2.2 recv(65536) = ECONNRESET',
		'peer4 socket  for s2 accept() = s2.3',
		'peer4 connect  for s2 accept() = s2.3',
		'peer4 send  for s2.3 recv(65536) = 3',
		'peer4 recv ECONNRESET  for s2.3 close() = 0',
		'peer4 close  for s2.3 close() = 0',
		'peer5 socket  for s3.1 recvfrom(65536) = 4',
		'peer5 connect  for s3.1 recvfrom(65536) = 4',
		'peer5 send  for s3.1 recvfrom(65536) = 4',
		'peer5 recv  for s3.1 sendto(4, 127.0.0.1:PORT) = 4',
		'peer5 send  for s3.1 recvfrom(65536) = 0',
		'peer5 recv  for s3.1 sendto(0, 127.0.0.1:PORT) = 0',
		'peer6 socket  for s4 accept() = s4.1',
		'peer6 connect  for s4 accept() = s4.1',
		'peer6 send  for s4.1 recv(65536) = 9',
		'peer6 recv  for s4.1 send(9) = 9',
		'peer6 shutdown  for s4.1 recv(65536) = 0',
		'peer6 fin  for s4.1 close() = 0',
		'peer6 close  for s4.1 close() = 0',
		'peer5 close  was still open when the log was saved',
	]);
});

test('a program plays them when it is started without arguments', {skip}, async (t: TestContext) => {
	const {journal} = await session(t);
	const conversation = conversationOf(journal);
	const folder = folderFor(t);
	const file = (name: string) => path.join(folder, name);
	writeFileSync(file('talk.py'), pythonProgram(conversation, 'talk.py').text);
	writeFileSync(file('talk.c'), cProgram(conversation, 'talk.c').text);
	writeFileSync(file('talk.sh'), shellProgram(conversation, 'talk.sh').text);
	await ran('gcc', '-std=c11', '-Wall', '-Wextra', '-Werror', '-o', file('talk'), file('talk.c'));
	for (const [command, ...words] of [['python3', file('talk.py')], [file('talk')], ['sh', file('talk.sh')]] as const) {
		const [s1, s2, s3] = [await freePort(), await freePort(), await freePort()];
		const places = [`s1=127.0.0.1:${s1}`, `s2=[::1]:${s2}`, `s2_from_here=[::1]:${s2}`, `s3=127.0.0.1:${s3}`];
		const printed = await ran(command, ...words, ...places, `s4=unix:${file('u')}`);
		t.assert.match(printed.join('\n'), /^peer1 received b?["']?hello/mv);
		t.assert.match(printed.join('\n'), /^peer6 received b?["']?over unix/mv);
	}
});
