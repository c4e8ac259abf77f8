/** Sessions that are saved as programs: what is typed, and what the programs print when they run. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import net from 'node:net';
import {text as textOf} from 'node:stream/consumers';
import {Talk} from '../helpers/talk.ts';

export type Session = {
	readonly title: string;
	readonly lines: readonly string[];
	/** What each part prints, in its order. */
	readonly server: readonly string[];
	readonly client: readonly string[];
};

export const sessions: readonly Session[] = [
	{
		title: 'an echo, and a half-close at its end',
		lines: ['listen tcp:0 echo', 'connect s1', String.raw`send hello\n`, 'c1 shutdown'],
		server: [String.raw`s1.1 received hello\n`, 's1.1 received'],
		client: [String.raw`c1 received hello\n`, 'c1 received'],
	},
	{
		title: 'a reply after a half-close',
		lines: ['listen tcp:0', 'connect s1', 'c1 send question', 'c1 shutdown', 's1.1 send answer', 's1.1 close'],
		server: ['s1.1 received question', 's1.1 received'],
		client: ['c1 received answer', 'c1 received'],
	},
	{
		title: 'borders of sends are not those of recvs',
		lines: ['listen tcp:0 echo recv=3', 'connect s1', 'send hello', 'send world'],
		server: ['s1.1 received hel', 's1.1 received lo', 's1.1 received wor', 's1.1 received ld'],
		client: ['c1 received hello', 'c1 received world'],
	},
	{
		title: 'several clients at once, each with its own answer',
		lines: [
			'listen tcp:0',
			'connect s1',
			'connect s1',
			'connect s1',
			'c3 send three',
			'c1 send one',
			'c2 send two',
			's1.2 send 2',
			's1.1 send 1',
			's1.3 send 3',
			'c2 close',
			'c3 send more',
		],
		server: ['s1.3 received three', 's1.1 received one', 's1.2 received two', 's1.2 received', 's1.3 received more'],
		client: ['c2 received 2', 'c1 received 1', 'c3 received 3'],
	},
	{
		title: 'a reset',
		lines: ['listen tcp:0', 'connect s1', 'c1 send hello', 'c1 reset'],
		server: ['s1.1 received hello', 'recv failed: Connection reset by peer (logged: ECONNRESET)'],
		client: [],
	},
	{
		title: 'a refused connect, before there is a listener and after it was closed',
		lines: ['connect tcp:4000', 'listen tcp:4000', 'connect tcp:4000', 's1 close', 's1.1 close', 'connect tcp:4000'],
		server: [],
		client: [
			'connect failed: Connection refused (logged: ECONNREFUSED)',
			'c2 received',
			'connect failed: Connection refused (logged: ECONNREFUSED)',
		],
	},
	{
		title: 'a port in use',
		lines: ['listen tcp:4000', 'listen tcp:4000'],
		server: ['bind failed: Address already in use (logged: EADDRINUSE)'],
		client: [],
	},
	{
		title: 'datagrams, connected and not',
		lines: [
			'listen udp:0 echo', 'connect s1', 'send hello', 'connect s1 connected=no', 'send "two words"', 's1.1 send again', 'c2 send ""',
		],
		server: ['s1.1 received hello', 's1.2 received two words', 's1.2 received'],
		client: ['c1 received hello', 'c2 received two words', 'c1 received again', 'c2 received'],
	},
	{
		title: 'a datagram that is refused, and one for a listener that is there by then',
		lines: ['connect udp:4000', 'c1 send early', 'listen udp:4000 echo name=s1', 'c1 send late'],
		server: ['s1.1 received late'],
		client: ['recv failed: Connection refused (logged: ECONNREFUSED)', 'c1 received late'],
	},
	{
		title: 'bytes that are no text',
		lines: ['listen tcp:0', 'connect s1', 'c1 send hex:00 ff 22 27 5c 3f 3f 2f 0a 41', String.raw`s1.1 send "\x01A\x01g%d"`],
		server: [String.raw`s1.1 received \x00\xff"'\??/\nA`],
		client: [String.raw`c1 received \x01A\x01g%d`],
	},
	{
		title: 'data and comments that look like code',
		lines: [
			'listen tcp:0 echo',
			'connect s1',
			String.raw`say a backslash at the end \\`,
			'say \'\'\' """ */ ??/',
			'send -n',
			String.raw`send "%s */ $(exit) 'exit' \\\n"`,
		],
		server: ['s1.1 received -n', String.raw`s1.1 received %s */ $(exit) 'exit' \\n`],
		client: ['c1 received -n', String.raw`c1 received %s */ $(exit) 'exit' \\n`],
	},
	{
		title: 'a client with an address of its own, accepted before its connect has returned',
		lines: ['listen tcp:0 echo', 'connect s1 local=127.0.0.1:0', 'send hello'],
		server: ['s1.1 received hello'],
		client: ['c1 received hello'],
	},
	{
		title: 'more than fits in a program',
		lines: ['listen tcp:0', 'connect s1', 'c1 send pattern:200KiB', 's1.1 send zeros:300KiB'],
		server: [...Array.from({length: 3}, () => 's1.1 received 65536 bytes'), 's1.1 received 8192 bytes'],
		client: [...Array.from({length: 4}, () => 'c1 received 65536 bytes'), 'c1 received 45056 bytes'],
	},
];

/** The session on a network in memory, after its last line. */
export async function talkOf({lines}: Pick<Session, 'lines'>): Promise<Talk> {
	const talk = new Talk();
	for (const line of lines) {
		const said = await talk.line(line);
		const mistake = said.find(text => text.startsWith('!'));
		if (mistake !== undefined) {
			throw new Error(`${line}: ${mistake}`);
		}
	}

	return talk;
}

/** Runs a program of the session, both parts, with a free port as `s1`; what each part prints, in its order. */
export async function printedBy(
	session: Session,
	command: string,
	...args: readonly string[]
): Promise<Pick<Session, 'server' | 'client'>> {
	const lines = await ran(command, ...args, `s1=127.0.0.1:${await freePort()}`);
	const printed = lines.map(line => plain(line));
	const isServer = (line: string) => line.startsWith('s1') || session.server.includes(line);
	return {server: printed.filter(line => isServer(line)), client: printed.filter(line => !isServer(line))};
}

/** The lines that a program prints; an error with all it says when it fails. */
export async function ran(command: string, ...args: readonly string[]): Promise<readonly string[]> {
	const child = spawn(command, args, {stdio: ['ignore', 'pipe', 'pipe']});
	const [printed, errors] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'close')]);
	if (child.exitCode !== 0) {
		throw new Error(`${command} ended with ${child.exitCode ?? child.signalCode}:\n${printed}${errors}`);
	}

	return printed.split('\n').slice(0, -1);
}

/** Without the name of who failed, without quotes, and without the escapes that quotes need: Python and C choose different ones. */
function plain(line: string): string {
	return line.replace(/ b?(?<quote>["']).*\k<quote>$/v, quoted => ` ${quoted.replace(/^ b?./v, '').slice(0, -1)}`.trimEnd())
		.replace(/^\S+ (?=\w+ failed)/v, '')
		.replaceAll(/\\(?=["'])/gv, '')
		.replaceAll('\\\\', '\\');
}

export async function freePort(): Promise<number> {
	const server = net.createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as net.AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
