/** What each entry of a session stands for: the table of source/lab/entries/entry.ts. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Entry} from '../../../source/lab/entries/entry.ts';
import {Talk} from '../../helpers/talk.ts';

/** Its name, its conversations, and the entries with its socket and its UDP socket. */
function rolesOf(entry: Entry): string[] {
	const {name, socket, udp} = entry;
	const conversations = [...entry.conversations()].map(each => each.name).join(' ');
	return [name, conversations, socket.name, udp?.name ?? '-'];
}

test('whom a line means that names an entry', async () => {
	const talk = new Talk();
	for (const line of ['listen tcp:0', 'connect s1', 'connect s1', 'listen udp:0', 'connect s2', 'send hi']) {
		await talk.line(line);
	}

	await talk.quiet();
	const rows = talk.lab.registry.all().map(entry => rolesOf(entry));
	assert.deepEqual(rows.toSorted(([one], [other]) => one!.localeCompare(other!)), [
		['c1', 'c1', 'c1', '-'],
		['c2', 'c2', 'c2', '-'],
		['c3', 'c3', 'c3', 'c3'],
		['s1', 's1.1 s1.2', 's1', '-'],
		['s1.1', 's1.1', 's1.1', '-'],
		['s1.2', 's1.2', 's1.2', '-'],
		['s2', 's2.1', 's2', 's2'],
		['s2.1', 's2.1', 's2', 's2'],
	]);
});
