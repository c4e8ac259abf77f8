/** Any lines in any order: nothing throws, every state comes of the one before by the table, and what was sent is what came. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type State, stateTable} from '../../source/core/states.ts';
import type {Connection} from '../../source/lab/connection.ts';
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
		const lives = new Map<Connection, State[]>();
		talk.lab.watch(() => {
			for (const connection of talk.lab.registry.connections()) {
				const life = lives.get(connection) ?? ['connecting'];
				lives.set(connection, connection.state === life.at(-1) ? life : [...life, connection.state]);
			}
		});
		const lines = ['listen tcp:0 echo', 'connect s1'];
		for (let count = 0; count < 120; count++) {
			lines.push(random() < 0.2 ? pick(makes) : pick(names) + pick(acts));
		}

		for (const line of lines) {
			await talk.line(line);
		}

		const seen = lives.keys().toArray();
		for (const {name} of seen.filter(({alive}) => alive)) {
			await talk.line(`${name} resume`);
		}

		assert.deepEqual([...lives].filter(([, life]) => !isByTheTable(life)).map(([{name}, life]) => [name, ...life]), []);
		assert.deepEqual(seen.flatMap(connection => wrongCounts(connection, seen)), []);
		assert.deepEqual(talk.lab.registry.all().filter(({kind}) => kind === 'listener').map(({name, in_bytes, out_bytes}) => [name, in_bytes, out_bytes]).filter(([name, in_bytes, out_bytes]) => {
			const accepted = seen.filter(({listener}) => listener === name);
			return in_bytes !== sum(accepted.map(each => each.in_bytes)) || out_bytes !== sum(accepted.map(each => each.out_bytes));
		}), []);
	});
}

function isByTheTable(life: readonly State[]): boolean {
	return life.slice(1).every((state, index) => Object.values(stateTable[life[index]!]).includes(state));
}

/** Nothing is received that was not sent; where both ends are there, all of it. */
function wrongCounts(sender: Connection, all: readonly Connection[]): string[] {
	const receiver = all.find(({name}) => name === sender.partner);
	if (receiver === undefined) {
		return [];
	}

	const isRight = sender.alive && receiver.alive ? receiver.in_bytes === sender.out_bytes : receiver.in_bytes <= sender.out_bytes;
	return isRight ? [] : [`${sender.name} sent ${sender.out_bytes}, ${receiver.name} received ${receiver.in_bytes}`];
}

function sum(counts: readonly number[]): number {
	let result = 0;
	for (const count of counts) {
		result += count;
	}

	return result;
}
