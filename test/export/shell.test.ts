/** A session as a shell program: what nc does of it, and what is left out and said. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {conversationOf} from '../../source/export/conversation.ts';
import {shellProgram} from '../../source/export/shell/program.ts';
import {freePort, ran, talkOf} from './sessions.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-shell-'));
const hasNc = spawnSync('nc', ['-h'], {encoding: 'utf8'}).stderr.startsWith('OpenBSD');

after(() => {
	rmSync(folder, {recursive: true});
});

function unshown(calls: string): string {
	return `of calls that fail nc shows refused connects over TCP alone: ${calls} are left out`;
}

/** What is typed, what the program prints (in any order of the two parts), and what is said to be left out. */
const cases: ReadonlyArray<{
	readonly lines: readonly string[];
	readonly printed: readonly string[];
	readonly notes?: readonly string[];
}> = [
	{
		lines: ['listen tcp:0 echo', 'connect s1', String.raw`send "100% it's\n"`, 'c1 shutdown'],
		printed: ['s1_1 received 100% it\'s$', 'c1 received 100% it\'s$'],
	},
	{
		lines: ['connect tcp:4000', 'listen tcp:4000 discard', 'connect tcp:4000', 'c2 send hex:01ff', 'c2 close', 'connect tcp:4000', 'c3 send again'],
		printed: [
			'nc: connect to 127.0.0.1 port PORT (tcp) failed: Connection refused',
			String.raw`s1_1 received \001\377$`,
			's1_2 received again$',
		],
	},
	{
		lines: ['listen tcp:0', 'connect s1', 'connect s1', 'c1 send one', 'c2 send two', 's1.1 send 1', 's1.2 send 2', 'c1 reset'],
		printed: ['s1_1 received one$', 'c1 received 1$'],
		notes: ['nc serves one connection at a time: s1.2 is left out', 'nc cannot send RST: it closes instead', unshown('s1.1 recv')],
	},
	{
		lines: ['listen udp:0 echo', 'connect s1', 'send hello', 'send world', 'connect s1', 'send other'],
		printed: ['s1_1 received hello$', 's1_1 received world$', 'c1 received hello$', 'c1 received world$'],
		notes: ['nc talks with one UDP peer: s1.2 is left out'],
	},
	{
		lines: ['listen tcp:0', 'listen udp:0', 'connect s1', 'connect s2', 'c2 send ""', 'c2 send -n', 'connect unix:/none', 's1.1 reset'],
		printed: ['s2_1 received -n$'],
		notes: [
			'nc cannot send RST: it closes instead',
			'nc sends no empty datagrams: those of c2 are left out',
			unshown('c3 connect, c1 recv'),
		],
	},
	{
		lines: ['connect udp:4000', 'c1 send one', 'c1 send two', 'listen udp:0', 'connect s1', 'c2 send three'],
		printed: ['s1_1 received three$'],
		notes: [unshown('c1 recv')],
	},
];

for (const {lines, printed, notes = []} of cases) {
	test(lines.join(', '), {skip: !hasNc}, async () => {
		const {lab} = await talkOf({lines});
		const program = shellProgram(conversationOf(lab.journal), 'talk.sh');
		assert.deepEqual(program.notes, notes);
		const file = path.join(folder, `${cases.findIndex(each => each.lines === lines)}.sh`);
		writeFileSync(file, program.text);
		const port = await freePort();
		const found = await ran('sh', file, `s1=127.0.0.1:${port}`);
		assert.deepEqual(found.map(line => line.replace(String(port), 'PORT')).toSorted(), [...printed].toSorted());
	});
}

test('each line has its line of the log; what nc does by itself has that alone', async () => {
	const {lab} = await talkOf({lines: ['listen tcp:0', 'connect s1', 'c1 send hello']});
	const {text} = shellProgram(conversationOf(lab.journal), 'talk.sh');
	const client = /^client\(\) \{\n(?<lines>[^\}]*)^\}/mv.exec(text)?.groups?.['lines'];
	assert.deepEqual(client?.replaceAll(/\d\d:\d\d:\d\d\.\d{3}/gv, 'TIME').replaceAll(/ {2,}#/gv, '  #').replaceAll('\t', '').split('\n'), [
		'# TIME c1 socket(AF_INET, SOCK_STREAM) = 3',
		'wait_for server_1  # comes after s1 listen',
		'connect c1 3 "$address_s1" s1_1  # TIME c1 connect(127.0.0.1:50001) = 0  0 ms  local 127.0.0.1:50002',
		'printf \'hello\' >&3  # TIME c1 send(5) = 5',
		'exec 3>&-; closed c1  # was still open when the log was saved',
		'',
	]);
});

test('a nc that ends while it is given up makes nothing fail', {skip: !hasNc}, async () => {
	const {lab} = await talkOf({lines: ['listen tcp:0', 'connect s1']});
	const {text} = shellProgram(conversationOf(lab.journal), 'talk.sh');
	const helper = /^closed\(\) \{\n[^\}]*^\}/mv.exec(text)?.[0] ?? '';
	const script = `dir=${folder}; echo 4194305 > ${folder}/c1.pid; has_ended() { false; }; sleep() { :; }\n${helper}\nclosed c1`;
	assert.equal(spawnSync('sh', ['-c', script]).status, 0);
});
