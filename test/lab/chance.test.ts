/** Any lines in any order: nothing throws, every state comes of the one before by the table, and what was sent is what came. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Lives} from '../helpers/lives.ts';
import {seeded} from '../helpers/seeded.ts';
import {Talk} from '../helpers/talk.ts';

const names = ['', '', 's1 ', 's1.1 ', 's1.2 ', 's2 ', 's2.1 ', 's3.1 ', 'c1 ', 'c2 ', 'c3 ', 'c4 ', 'c5 '];
const acts = ['send hi', 'send pattern:90KiB', 'send zeros:1KiB', 'hold', 'hold', 'resume', 'resume', 'shutdown', 'close', 'reset', 'set recv=100', 'set eol=crlf', 'set ttl=3'];
const makes = ['listen tcp:0', 'listen tcp:0 echo', 'listen tcp:0 greet', 'listen tcp:0 maxconn=1', 'listen udp:0 echo', 'connect s1', 'connect s2', 'connect s3', 'connect s2 halfopen=yes', 'connect s1 connected=no', 'connect tcp:9', 'clear', 'list', 'use c1', 'sendto s1 you', 'say so'];

for (let seed = 1; seed <= 20; seed++) {
	test(`seed ${seed}`, async () => {
		const random = seeded(seed);
		const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!;
		const talk = new Talk();
		const lives = new Lives(talk.lab);
		const lines = ['listen tcp:0 echo', 'connect s1'];
		for (let count = 0; count < 120; count++) {
			lines.push(random() < 0.2 ? pick(makes) : pick(names) + pick(acts));
		}

		for (const line of lines) {
			await talk.line(line);
		}

		for (const {name} of lives.connections.filter(({alive}) => alive)) {
			await talk.line(`${name} resume`);
		}

		assert.deepEqual(lives.faults(), []);
		assert.deepEqual(lives.connections.filter(({alive}) => alive).flatMap(sender => {
			const receiver = lives.connections.find(({name, alive}) => alive && name === sender.partner);
			return receiver === undefined || receiver.in_bytes === sender.out_bytes ? [] : [`${sender.name} sent ${sender.out_bytes}, ${receiver.name} received ${receiver.in_bytes}`];
		}), []);
	});
}
