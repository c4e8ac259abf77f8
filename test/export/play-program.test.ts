/** A session on real sockets, saved as a script that the program runs: with itself, and with a program that is none of it. */
import assert from 'node:assert/strict';
import {readFileSync, mkdtempSync, rmSync} from 'node:fs';
import net from 'node:net';
import {once} from 'node:events';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {execute} from '../../source/commands/execute.ts';
import {isProblem} from '../../source/core/problem.ts';
import {now_us} from '../../source/core/clock.ts';
import type {LabEvent} from '../../source/core/events.ts';
import type {Lab} from '../../source/lab/lab.ts';
import {openLab} from '../../source/open-lab.ts';
import {Program} from '../helpers/program.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-play-'));

after(() => {
	rmSync(folder, {recursive: true});
});

async function line(lab: Lab, text: string): Promise<void> {
	const outcome = await execute(lab, text, {screen: false});
	assert.ok(!isProblem(outcome), `${text}: ${JSON.stringify(outcome)}`);
}

async function happened(lab: Lab, isIt: (event: LabEvent) => boolean): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	const stop = lab.journal.subscribe(event => {
		if (isIt(event)) {
			resolve();
		}
	});
	await promise;
	stop();
}

/** Saves the session, ends it, and runs what was saved; answers the script. */
async function savedAndRun(lab: Lab, name: string): Promise<string> {
	const file = path.join(folder, name);
	await line(lab, `save ${file}`);
	lab.closeAll();
	const program = new Program(['run', file]);
	const {code} = await program.ended;
	assert.equal(code, 0, [...program.lines, program.errors, readFileSync(file, 'utf8')].join('\n'));
	return readFileSync(file, 'utf8');
}

test('TCP, UDP with a link that loses, Unix, a reset and a half-close', {timeout: 60_000}, async () => {
	const lab = openLab({now_us});
	for (const text of [
		'listen tcp:0 echo',
		'connect s1',
		'send zeros:1MiB',
		'c1 expect zeros:1MiB',
		'c1 shutdown',
		'c1 expect close',
		`listen unix:${folder}/socket`,
		`connect unix:${folder}/socket`,
		'send over unix',
		's2 expect over unix',
		's2.1 close',
		'c2 expect close',
		'listen udp:0 echo',
		'connect s3',
		'link loss=40% seed=7',
		...Array.from({length: 8}, (_, index) => `c3 send ${index}`),
		'sleep 200ms',
		'connect s1',
		'c4 reset',
		's1.2 expect reset',
	]) {
		await line(lab, text);
	}

	const text = await savedAndRun(lab, 'own.play');
	assert.match(text, /^c3 link loss=40% seed=7$/mv);
	assert.match(text, /^c4 reset$/mv);
});

test('a client that is another program', {timeout: 60_000}, async () => {
	const lab = openLab({now_us});
	await line(lab, 'listen tcp:0');
	const port = Number(/:(?<port>\d+)$/v.exec(lab.registry.get('s1')!.summary().local)!.groups!['port']);
	const client = net.connect(port, '127.0.0.1');
	client.write('question');
	await happened(lab, ({event}) => event === 'recv');
	await line(lab, 's1.1 send answer');
	await once(client, 'data');
	client.end();
	await happened(lab, ({event, result}) => event === 'recv' && result === 0);
	await line(lab, 's1.1 close');
	const text = await savedAndRun(lab, 'foreign.play');
	assert.deepEqual(text.split('\n').filter(each => each.startsWith('peer1')), [
		'peer1 send "question"',
		'peer1 expect "answer"',
		'peer1 shutdown',
		'peer1 expect close',
	]);
});
