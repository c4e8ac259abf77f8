/** What strace wrote, as the life of each socket in the words of the log. */

/** The calls on one file descriptor from the one that made it to close(2). */
export type Life = {readonly fd: number; readonly lines: string[]};

export type Lives = {
	/** Made by socket(2), in that order. */
	readonly made: Life[];
	/** Made by accept4(2), in that order. */
	readonly accepted: Life[];
};

type Call = {readonly name: string; readonly args: string; readonly result: number; readonly errno?: string};

/** What strace writes behind the part of a call that it has printed when another thread makes one. */
const unfinished = ' <unfinished ...>';

/** Reads the file that `strace -f -o` wrote. Sockets of the TypeScript loader are left out. */
export function socketLives(trace: string): Lives {
	const lives: Lives = {made: [], accepted: []};
	const open = new Map<number, Life>();
	const begin = (fd: number, list: Life[], lines: string[]) => {
		const life = {fd, lines};
		list.push(life);
		open.set(fd, life);
	};

	for (const call of callsOf(trace)) {
		if (call.name === 'socket' && call.result >= 0) {
			begin(call.result, lives.made, [socketLine(call)]);
			continue;
		}

		const fd = Number(/^\d+/v.exec(call.args)?.[0]);
		if (call.name === 'accept4' && call.result >= 0) {
			begin(call.result, lives.accepted, []);
			open.get(fd)?.lines.push('accept()');
			continue;
		}

		const life = open.get(fd);
		const line = lineOf(call, {isConnected: life?.lines.some(each => each.startsWith('connect(')) === true});
		if (line !== undefined) {
			life?.lines.push(line);
		}

		if (call.name === 'close') {
			open.delete(fd);
		}
	}

	return {...lives, made: lives.made.filter(({lines}) => lines.every(line => !line.includes('/tsx-')))};
}

/** Every call with its result; one that another thread interrupted is put together again. */
function callsOf(trace: string): Call[] {
	const calls: Call[] = [];
	const begun = new Map<string, string>();
	for (const line of trace.split('\n')) {
		const {thread = '', rest = ''} = /^(?<thread>\d+) +(?<rest>\S.*)$/v.exec(line)?.groups ?? {};
		if (rest.endsWith(unfinished)) {
			begun.set(thread, rest.slice(0, -unfinished.length));
			continue;
		}

		const resumed = /^<\.\.\. \w+ resumed>(?<tail>.*)$/v.exec(rest)?.groups?.['tail'];
		const call = parse(resumed === undefined ? rest : `${begun.get(thread) ?? ''}${resumed}`);
		if (call !== undefined) {
			calls.push(call);
		}
	}

	return calls;
}

function parse(text: string): Call | undefined {
	const {name, args, result, errno} = /^(?<name>\w+)\((?<args>.*)\) += (?<result>-?\d+)(?: (?<errno>E[A-Z]+))?/v.exec(text)?.groups ?? {};
	return name === undefined ? undefined : {name, args: args!, result: Number(result), ...(errno !== undefined && {errno})};
}

function socketLine({args, result}: Call): string {
	const {family, type} = /^(?<family>\w+), (?<type>SOCK_[A-Z]+)/v.exec(args)!.groups!;
	return `socket(${family}, ${type}) = ${result}`;
}

/** The call as the log says it, or nothing where the log says nothing: a call that would have blocked, a question to the system. */
function lineOf(call: Call, {isConnected}: {readonly isConnected: boolean}): string | undefined {
	const {name, args, result, errno} = call;
	const outcome = errno ?? result;
	switch (name) {
		case 'setsockopt': {
			const {option, value} = /^\d+, \w+, (?<option>\w+), (?<value>.*), \d+$/v.exec(args)!.groups!;
			return `setsockopt(${option}, ${valueOf(value!)}) = ${outcome}`;
		}

		case 'bind': {
			return `bind(${addressOf(args)}) = ${outcome}`;
		}

		case 'connect': {
			return errno === 'EINPROGRESS' ? undefined : `connect(${addressOf(args)}) = ${outcome}`;
		}

		case 'getsockopt': {
			const answer = /SO_ERROR, \[(?<answer>\w+)\]/v.exec(args)?.groups?.['answer'];
			return answer === undefined ? undefined : `SO_ERROR = ${answer}`;
		}

		case 'listen': {
			return `listen(${args.split(', ', 2)[1]}) = ${outcome}`;
		}

		case 'shutdown': {
			return `shutdown(SHUT_WR) = ${outcome}`;
		}

		case 'close': {
			return `close() = ${outcome}`;
		}

		case 'write': {
			return `send(${sizeOf(call)}) = ${outcome}`;
		}

		case 'sendmsg': {
			return args.includes('msg_name=NULL') ? `send(${sizeOf(call)}) = ${outcome}` : `sendto(${sizeOf(call)}, ${addressOf(args)}) = ${outcome}`;
		}

		case 'read': {
			return errno === 'EAGAIN' ? undefined : recvLine(call);
		}

		case 'recvmsg': {
			if (errno === 'EAGAIN') {
				return undefined;
			}

			return isConnected ? recvLine(call) : `recvfrom(${sizeOf(call)}) = ${outcome} from ${addressOf(args)}`;
		}

		default: {
			return undefined;
		}
	}
}

function recvLine(call: Call): string {
	return `recv(${call.errno === undefined ? sizeOf(call) : ''}) = ${call.errno ?? call.result}`;
}

function valueOf(text: string): string {
	const {onoff, linger} = /l_onoff=(?<onoff>\d+), l_linger=(?<linger>\d+)/v.exec(text)?.groups ?? {};
	return onoff === undefined ? text.replaceAll(/[\[\]]/gv, '') : `{${onoff}, ${linger}}`;
}

function sizeOf({name, args}: Call): string {
	return (name.endsWith('msg') ? /iov_len=(?<size>\d+)/v : /, (?<size>\d+)$/v).exec(args)?.groups?.['size'] ?? '';
}

function addressOf(args: string): string {
	const path = /sun_path=(?<at>@?)"(?<path>[^"]*)"/v.exec(args)?.groups;
	if (path !== undefined) {
		return `unix:${path['at']}${path['path']}`;
	}

	const port = /port=htons\((?<port>\d+)\)/v.exec(args)?.groups?.['port'];
	const four = /inet_addr\("(?<host>[^"]+)"\)/v.exec(args)?.groups?.['host'];
	const six = /inet_pton\(AF_INET6, "(?<host>[^"]+)"/v.exec(args)?.groups?.['host'];
	return four === undefined ? `[${six}]:${port}` : `${four}:${port}`;
}
