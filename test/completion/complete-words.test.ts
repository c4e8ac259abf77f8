/** What is offered behind `sockplay`, whichever shell asks; ^ is the cursor. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {completeWords} from '../../source/completion/complete-words.ts';
import {shellWords} from '../../source/completion/shell-words.ts';

const machine = {
	listFolder: (folder: string) => folder === '/tmp/' ? ['play.sock', 'other'] : ['talk.pcapng', 'talks/', 'x.play'],
	busyPorts: () => new Set([4000]),
	addressesInUse: () => [
		{address: 'tcp:6379', summary: 'in use on 127.0.0.1'},
		{address: 'tcp:10.0.0.1:80', summary: 'in use on 10.0.0.1'},
		{address: 'udp:53', summary: 'in use on every interface'},
		{address: 'unix:/tmp/play.sock', summary: 'a Unix socket'},
	],
};

async function complete(typed: string) {
	const words = shellWords(typed).words.slice(1);
	const {offers, files = false} = await completeWords(words.slice(0, -1), words.at(-1)!, machine);
	return [...offers.map(({text, open}) => open === true ? `${text}…` : text), ...files ? ['(files)'] : []];
}

const drawings: ReadonlyArray<readonly [typed: string, offered: readonly string[]]> = [
	// The first word: subcommands, and the verbs that a session may begin with.
	['sockplay r', ['run', 'replay', 'record']],
	['sockplay lis', ['listen', 'list']],
	['sockplay shut', []],
	['sockplay --plain rep', []],
	// Options, each once; -e any number of times.
	['sockplay --t', ['--terminal-timeout', '--theme', '--timeout']],
	['sockplay --json --j', []],
	['sockplay -e list --lin', ['--line']],
	['sockplay -v --l', ['--line']],
	['sockplay -- --', []],
	['sockplay --theme con', ['contrast', 'contrast-light']],
	['sockplay --theme=con', ['--theme=contrast', '--theme=contrast-light']],
	['sockplay --for ', []],
	['sockplay --record ta', ['(files)']],
	['sockplay --record=ta', ['--record=talk.pcapng', '--record=talks/…']],
	// Words of a line: addresses, services with their arguments, options with their values.
	['sockplay listen tcp:', ['tcp:4001', 'tcp:*:4001', 'tcp://127.0.0.1:4001']],
	['sockplay connect tcp:6', ['tcp:6379']],
	['sockplay connect tcp:1', ['tcp:10.0.0.1:80']],
	['sockplay connect unix:/tmp/p', ['unix:/tmp/play.sock']],
	['sockplay --json listen tcp:4000 --blank e', ['echo', 'eol=…']],
	['sockplay listen tcp:4000 relay tcp:63', ['tcp:6379']],
	['sockplay listen tcp:4000 rules ', ['(files)']],
	['sockplay listen tcp:4000 eol=cr', ['eol=cr', 'eol=crlf']],
	['sockplay open ta', ['(files)']],
	['sockplay help serv', ['services']],
	// A line in quotes, with the names that the lines before it give.
	['sockplay -e \'lis', ['listen', 'list']],
	['sockplay -e \'listen tcp:4000 ec', ['listen tcp:4000 echo']],
	['sockplay -e \'open ta', ['open talk.pcapng', 'open talks/…']],
	['sockplay listen tcp:0 -e \'connect s', ['connect s1']],
	['sockplay -e \'listen tcp:0 name=web\' -e \'connect w', ['connect web']],
	['sockplay listen tcp:0 -e \'connect tcp:0', []],
	['sockplay -e \'listen udp:0\' -e \'connect s1\' -e \'c1 sendt', ['c1 sendto']],
	// Subcommands.
	['sockplay run ', ['(files)']],
	['sockplay run --ju', ['--junit']],
	['sockplay run --junit ', ['(files)']],
	['sockplay check --se', ['--seed']],
	['sockplay replay ', ['(files)']],
	['sockplay replay talk.pcapng --as ', ['client', 'server']],
	['sockplay replay talk.pcapng --as client tcp:6', ['tcp:6379']],
	['sockplay replay talk.pcapng --as server tcp:4', ['tcp:4001']],
	['sockplay replay --only c1 --only c2 --on', ['--only']],
	['sockplay nc --keep', ['--keep-open']],
	['sockplay nc -lvnp ', ['6379', '80']],
	['sockplay nc -u 127.0.0.1 ', ['53']],
	['sockplay nc -U ', ['(files)']],
	['sockplay nc lo', ['localhost']],
	['sockplay completion ', ['bash', 'zsh', 'fish']],
	['sockplay completion bash ', []],
	['sockplay man ', []],
];

for (const [typed, offered] of drawings) {
	test(`${typed}^`, async () => {
		assert.deepEqual(await complete(typed), offered);
	});
}
