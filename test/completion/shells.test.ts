/** Tab in the real shells, in a pseudo-terminal: what is typed, and the line that it becomes. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, before, test} from 'node:test';
import {openTerminal, projectFolder} from '../helpers/terminal.ts';

const home = await mkdtemp(path.join(os.tmpdir(), 'sockplay-shells-'));
const socket = path.join(home, 'listening.sock');
const listener = net.createServer().listen(0, '127.0.0.1');
const atPath = net.createServer().listen(socket);

before(async () => {
	await mkdir(path.join(home, 'bin'));
	await mkdir(path.join(home, 'folder'));
	const program = path.join(home, 'bin', 'sockplay');
	await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${path.join(projectFolder, 'dist/cli.js')}' "$@"\n`);
	await chmod(program, 0o755);
	await Promise.all(['talk.pcapng', 'a b.play'].map(async name => writeFile(path.join(home, name), '')));
	await Promise.all([listener, atPath].map(async server => server.listening || once(server, 'listening')));
});

after(async () => {
	listener.close();
	atPath.close();
	await rm(home, {recursive: true});
});

const ready = 'PROMPT> ';

/** How each is started without anybody's settings, and takes the completion. */
const shells: Readonly<Record<string, {readonly words: readonly string[]; readonly begin: string}>> = {
	bash: {words: ['--norc', '--noprofile', '-i'], begin: 'PS1=\'PROMPT\'\'> \'; bind \'set enable-bracketed-paste off\'; source <(sockplay completion bash)'},
	zsh: {words: ['-f', '-i'], begin: 'PS1=\'PROMPT\'\'> \'; autoload -U compinit; compinit -u -D; source <(sockplay completion zsh)'},
	fish: {words: ['--no-config', '-i'], begin: 'set -g fish_autosuggestion_enabled 0; function fish_prompt; echo -n \'PROMPT\'\'> \'; end; sockplay completion fish | source'},
};

/** What is typed before Tab, and the line after it. A word that is finished has a space behind it. */
const drawings = (): ReadonlyArray<readonly [typed: string, line: string]> => {
	const {port} = listener.address() as net.AddressInfo;
	return [
		['sockplay repl', 'sockplay replay '],
		['sockplay --bl', 'sockplay --blank '],
		['sockplay --theme=mo', 'sockplay --theme=mono '],
		['sockplay listen tcp:4000 disc', 'sockplay listen tcp:4000 discard '],
		['sockplay listen tcp:4000 backl', 'sockplay listen tcp:4000 backlog='],
		[`sockplay connect tcp:${String(port).slice(0, -1)}`, `sockplay connect tcp:${port} `],
		[`sockplay connect unix:${socket.slice(0, -6)}`, `sockplay connect unix:${socket} `],
		['sockplay open ta', 'sockplay open talk.pcapng '],
		['sockplay open ~/ta', 'sockplay open ~/talk.pcapng '],
		['sockplay run fol', 'sockplay run folder/'],
		['sockplay run a', String.raw`sockplay run a\ b.play `],
		['sockplay run \'a', 'sockplay run \'a b.play\' '],
		['sockplay --record=ta', 'sockplay --record=talk.pcapng '],
		['sockplay -e \'listen tcp:0 disc', 'sockplay -e \'listen tcp:0 discard\' '],
		['sockplay listen tcp:0 -e "connect s', 'sockplay listen tcp:0 -e "connect s1" '],
		['sockplay nc --send', 'sockplay nc --send-only '],
		['sockplay replay talk.pcapng --as cl', 'sockplay replay talk.pcapng --as client '],
		['sockplay completion fi', 'sockplay completion fish '],
		['bin/sockplay che', 'bin/sockplay check '],
	];
};

for (const [name, {words, begin}] of Object.entries(shells)) {
	const isMissing = spawnSync(name, ['--version']).error !== undefined;
	const skip = isMissing && `NOT TESTED: ${name} is not installed here (Debian: apt install ${name})`;
	test(`Tab in ${name}`, {skip, timeout: 120_000}, async () => {
		await using terminal = openTerminal({
			command: name,
			arguments: words,
			folder: home,
			columns: 160,
			environment: {HOME: home, PATH: `${path.join(home, 'bin')}:${process.env['PATH']!}`, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home},
		});
		terminal.type(`${begin}; clear\r`);
		await terminal.until(screen => screen.trimEnd() === ready.trimEnd(), 'the prompt');
		for (const [typed, line] of drawings()) {
			terminal.type(`${typed}\t`);

			await terminal.until(screen => screen.trimEnd() === `${ready}${line}`.trimEnd(), line);
			assert.equal(terminal.cursor().x, ready.length + line.length, `the cursor behind ${JSON.stringify(line)}`);
			terminal.press('Ctrl+U');

			await terminal.until(screen => screen.trimEnd() === ready.trimEnd(), 'an empty line');
		}
	});
}
