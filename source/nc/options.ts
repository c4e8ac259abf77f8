/**
The options of netcat, as one table: `read-words.ts` reads them, `usage.ts` prints them. The letters mean what they mean
to OpenBSD's nc; the long names are ncat's, where it has one that means the same.
*/
import {type NumberKind, readNumber} from './numbers.ts';
import type {NcSettings} from './settings.ts';
import {readTos} from './tos.ts';

export type NcOption = {
	/** Without the dash; empty for one that has only a long name. */
	readonly letter: string;
	/** Without the dashes. */
	readonly long?: readonly string[];
	/** What its argument is called; left out where it has none. */
	readonly argument?: string;
	/** Its line of the help. */
	readonly does: string;
	/** What it asks for; a text says what is wrong with its argument. */
	readonly read: (argument: string, settings: NcSettings) => NcSettings | string;
};

/** An option of netcat that is refused. */
export type RefusedOption = {
	readonly letter: string;
	readonly long?: readonly string[];
	/** Why, and what does it instead. */
	readonly why: string;
};

const int_max = (2 ** 31) - 1;
const timeout: NumberKind = {name: 'timeout', min: 0, max: Math.floor(int_max / 1000)};
const window_bytes_max = 65_536 * 2 ** 14;

/** An option that only switches something on. */
function flag(change: NcSettings): NcOption['read'] {
	return (_, settings) => ({...settings, ...change});
}

/** One whose argument is taken as it is. */
function text(key: 'source' | 'sourcePort'): NcOption['read'] {
	return (argument, settings) => ({...settings, [key]: argument});
}

function number(kind: NumberKind, change: (value: number) => NcSettings): NcOption['read'] {
	return (argument, settings) => {
		const value = readNumber(argument, kind);
		return typeof value === 'string' ? value : {...settings, ...change(value)};
	};
}

/** A buffer's size: it is checked, and not used. */
function bufferSize(name: string, option: string): NcOption['read'] {
	const why = `-${option} has no effect: Node does not set the size of a TCP buffer`;
	return (argument, settings) => {
		const value = readNumber(argument, {name, min: 1, max: window_bytes_max});
		return typeof value === 'string' ? value : {...settings, ignored: [...settings.ignored ?? [], why]};
	};
}

/** In the order of the help. */
export const options: readonly NcOption[] = [
	{letter: '4', does: 'Use IPv4', read: flag({family: 4})},
	{letter: '6', does: 'Use IPv6', read: flag({family: 6})},
	{letter: 'b', does: 'Allow broadcast (UDP)', read: flag({broadcasts: true})},
	{letter: 'C', long: ['crlf'], does: 'Send CRLF as line-ending', read: flag({sendsCrlf: true})},
	{letter: 'd', long: ['recv-only'], does: 'Do not read standard input', read: flag({readsNothing: true})},
	{letter: 'h', long: ['help'], does: 'This help', read: flag({wantsHelp: true})},
	{
		letter: 'I',
		argument: 'length',
		does: 'TCP receive buffer length: no effect',
		read: bufferSize('TCP receive window', 'I'),
	},
	{
		letter: 'i',
		argument: 'interval',
		does: 'Wait so long between two lines that are sent',
		read: number({name: 'interval', min: 0, max: (2 ** 32) - 1}, value => ({interval_ms: value * 1000})),
	},
	{letter: 'k', long: ['keep-open'], does: 'Serve one connection after the other (-l)', read: flag({keepsOpen: true})},
	{letter: 'l', long: ['listen'], does: 'Listen for a connection', read: flag({listens: true})},
	{
		letter: 'M',
		argument: 'ttl',
		does: 'TTL or hop limit of outgoing datagrams (UDP)',
		read: readTtl,
	},
	{letter: 'N', does: 'Send FIN after the end of input', read: flag({shutsDown: true})},
	{letter: 'n', long: ['nodns'], does: 'Look up no names', read: flag({isNumeric: true})},
	{letter: 'O', argument: 'length', does: 'TCP send buffer length: no effect', read: bufferSize('TCP send window', 'O')},
	{
		letter: 'p',
		long: ['source-port'],
		argument: 'port',
		does: 'Local port; with -l the port to listen on',
		read: text('sourcePort'),
	},
	{
		letter: 'q',
		argument: 'seconds',
		does: 'After the end of input send FIN, and wait so long',
		read: number({name: 'quit timer', min: -int_max - 1, max: int_max}, readQuit),
	},
	{letter: 'r', does: 'Connect to the ports in any order', read: flag({shufflesPorts: true})},
	{letter: 's', long: ['source'], argument: 'address', does: 'Local address', read: text('source')},
	{letter: 'T', argument: 'tos', does: 'Type of service: lowdelay, ef, af11, cs1 or 0x10', read: readService},
	{letter: 't', long: ['telnet'], does: 'Answer TELNET negotiation with no', read: flag({answersTelnet: true})},
	{letter: 'U', long: ['unixsock'], does: 'Use a Unix socket', read: flag({isUnix: true})},
	{letter: 'u', long: ['udp'], does: 'Use UDP', read: flag({isDatagram: true})},
	{letter: 'v', long: ['verbose'], does: 'Say who is connected, and why not', read: flag({isVerbose: true})},
	{
		letter: 'W',
		argument: 'count',
		does: 'End after so many recvs',
		read: number({name: 'receive limit', min: 1, max: int_max}, value => ({recvs: value})),
	},
	{
		letter: 'w',
		argument: 'seconds',
		does: 'Time limit for connecting, and for silence',
		read: number(timeout, value => ({connect_ms: value * 1000, idle_ms: value * 1000})),
	},
	{letter: 'z', does: 'Connect, and send nothing: a scan', read: flag({scans: true})},
	{
		letter: '',
		long: ['wait'],
		argument: 'seconds',
		does: 'Time limit for connecting',
		read: number(timeout, value => ({connect_ms: value * 1000})),
	},
	{
		letter: '',
		long: ['idle-timeout'],
		argument: 'seconds',
		does: 'Time limit for silence',
		read: number(timeout, value => ({idle_ms: value * 1000})),
	},
	{
		letter: '',
		long: ['send-only'],
		does: 'Print nothing; end with the end of input',
		read: flag({onlySends: true, shutsDown: true, quit_ms: 0}),
	},
	{letter: '', long: ['no-shutdown'], does: 'Send no FIN after the end of input', read: flag({shutsDown: false})},
];

function readQuit(value: number): NcSettings {
	return value < 0 ? {quit_ms: Infinity} : {quit_ms: value * 1000, shutsDown: true};
}

/** nc has words of its own for this one. */
function readTtl(argument: string, settings: NcSettings): NcSettings | string {
	const value = readNumber(argument, {name: '', min: 0, max: 255});
	return typeof value === 'string' ? `ttl is${value.slice(0, value.indexOf(':'))}` : {...settings, ttl: value};
}

function readService(argument: string, settings: NcSettings): NcSettings | string {
	const tos = readTos(argument);
	return tos === undefined ? `illegal tos value ${argument}` : {...settings, tos};
}

const noProgram = 'no program is run for a peer; `sockplay listen tcp:PORT rules FILE` answers by rules, '
	+ '`… module FILE.js` with your own code, and a FIFO joins a program to this nc (EXAMPLES of nc(1))';
const noProxy = 'no proxy is spoken; ncat --proxy does';
const noTls = 'TLS is not spoken; `openssl s_client` and `openssl s_server` do';
const noDescriptor = 'Node does not pass on a descriptor';

/** Options of nc and ncat that are refused, because what they ask for would be missed. */
export const refusedOptions: readonly RefusedOption[] = [
	{letter: 'e', long: ['exec'], why: noProgram},
	{letter: 'c', long: ['sh-exec', 'lua-exec'], why: noProgram},
	{letter: 'X', long: ['proxy-type'], why: noProxy},
	{letter: 'x', long: ['proxy'], why: noProxy},
	{letter: 'P', long: ['proxy-auth'], why: noProxy},
	{letter: 'F', why: noDescriptor},
	{letter: 'D', why: 'Node does not set SO_DEBUG'},
	{letter: 'S', why: 'Node does not set TCP_MD5SIG'},
	{letter: 'm', why: 'Node does not set IP_MINTTL'},
	{letter: 'V', why: 'there are no alternate routing tables here'},
	{letter: 'Z', why: 'DCCP is not spoken'},
	{letter: '', long: ['ssl', 'ssl-verify', 'ssl-cert', 'ssl-key', 'ssl-trustfile', 'ssl-alpn'], why: noTls},
	{letter: '', long: ['chat', 'broker'], why: '`sockplay listen tcp:PORT chat` does it'},
	{
		letter: '',
		long: ['output', 'hex-dump', 'append-output'],
		why: '`sockplay connect ADDRESS --record FILE` writes the conversation; .txt, .hex, .pcapng',
	},
	{letter: '', long: ['delay'], why: '-i waits between lines'},
	{letter: '', long: ['max-conns'], why: '`sockplay listen ADDRESS maxconn=N` does it'},
];
