/** One call as one line of Python. */
import type {InternetAddress} from '../../core/address.ts';
import {byKind, type ActionOf, type ByKind, type Call, type ProgramData} from '../call.ts';
import type {Place} from '../places.ts';
import type {Variables} from '../variables.ts';
import {textLiteral} from './literals.ts';

/** What is larger is told by its length when it comes. */
const printed_bytes = 4096;

export type LineContext = {
	readonly variables: Variables;
	/** The literal of data, or the name of a constant. */
	readonly dataText: (data: ProgramData) => string;
	/** Accepted connections that are looked after by a selector, because several are open at once. */
	readonly selected: ReadonlySet<string>;
};

/** The statement of a call, none where it has none, and what goes with it. */
export type PythonLines = {readonly before?: string; readonly line?: string; readonly after?: string};

export function pythonLines(call: Call, context: LineContext): PythonLines {
	const {action, socket, errno} = call;
	const name = context.variables.of(socket);
	const made = errno === undefined ? byKind(statements, action, name, call, context) : undefined;
	if (made !== undefined) {
		return made;
	}

	const plain = byKind(expressions, action, name, context);
	if (plain === undefined) {
		return {};
	}

	const [callee, ...args] = plain;
	return {line: errno === undefined
		? `${callee}(${args.join(', ')})`
		: `expect_errno(${[`'${errno}'`, callee, ...args].join(', ')})`};
}

/** Statements that are more than a call. */
const statements: ByKind<[name: string, call: Call, context: LineContext], PythonLines> = {
	socket({family, isDatagram}, name) {
		const type = isDatagram ? 'SOCK_DGRAM' : 'SOCK_STREAM';
		return {line: `${name} = socket.socket(socket.${family}, socket.${type})`};
	},
	accept({accepted: endpoint}, name, _call, {variables, selected}) {
		const accepted = variables.of(endpoint);
		const line = `${accepted}, address = ${name}.accept()`;
		return selected.has(endpoint) ? {line, after: `selector.register(${accepted}, selectors.EVENT_READ)`} : {line};
	},
	recv: (action, _name, {endpoint, socket}, context) => ({
		line: receivedText(endpoint, action, readable(socket, context)),
	}),
	recvfrom({peer, asked}, name, {socket, endpoint}, {variables}) {
		const address = peer === socket ? 'sender' : variables.of(peer);
		return {line: `data, ${address} = ${name}.recvfrom(${asked})`, after: `print(${said(endpoint)}, data)`};
	},
	fin: ({asked}, _name, {endpoint, socket}, context) => ({
		line: `print(${said(endpoint)}, ${readable(socket, context)}.recv(${asked}))`,
	}),
	close(_action, name, {socket}, {selected}) {
		const line = `${name}.close()`;
		return selected.has(socket) ? {before: `selector.unregister(${name})`, line} : {line};
	},
	unlink: ({place}) => ({line: `os.unlink(ADDRESSES['${place.name!}'])`}),
	tell: (_action, _name, {side}) => ({line: `tell(${side === 'server' ? 'client' : 'server'})`}),
	wait: (_action, _name, {side}) => ({line: `wait_for(${side === 'server' ? 'client' : 'server'})`}),
};

/** The function that is called, and its arguments. */
const expressions: ByKind<[name: string, context: LineContext], readonly string[]> = {
	setsockopt: ({option, value}, name) => [`${name}.setsockopt`, ...optionArguments(option, value)],
	bind: ({place}, name) => [`${name}.bind`, placeText(place)],
	listen: ({backlog}, name) => [`${name}.listen`, String(backlog)],
	accept: (_action, name) => [`${name}.accept`],
	connect: ({place}, name) => [`${name}.connect`, placeText(place)],
	send: ({data, isDatagram}, name, {dataText}) => [`${name}.${isDatagram ? 'send' : 'sendall'}`, dataText(data)],
	sendto: (action, name, context) => [`${name}.sendto`, context.dataText(action.data), destination(action, context)],
	recv: ({asked}, name) => [`${name}.recv`, String(asked)],
	recvfrom: ({asked}, name) => [`${name}.recvfrom`, String(asked)],
	shutdown: (_action, name) => [`${name}.shutdown`, 'socket.SHUT_WR'],
	close: (_action, name) => [`${name}.close`],
};

function readable(socket: string, {selected, variables}: LineContext): string {
	const name = variables.of(socket);
	return selected.has(socket) ? `readable(selector, ${name})` : name;
}

function said(endpoint: string): string {
	return textLiteral(`${endpoint} received`);
}

function receivedText(endpoint: string, {count, isDatagram}: ActionOf<'recv'>, from: string): string {
	const bytes = isDatagram ? `${from}.recv(${count})` : `recv_exactly(${from}, ${count})`;
	return isDatagram || count <= printed_bytes
		? `print(${said(endpoint)}, ${bytes})`
		: `print(${said(endpoint)}, len(${bytes}), 'bytes')`;
}

function destination(action: ActionOf<'sendto'>, {variables}: LineContext): string {
	return 'place' in action ? placeText(action.place) : variables.of(action.peer);
}

/** A constant of the top, or the address itself. */
function placeText({name, address}: Place): string {
	return name === undefined ? addressText(address as InternetAddress) : `ADDRESSES['${name}']`;
}

function addressText({host, port}: InternetAddress): string {
	return `(${textLiteral(host)}, ${port})`;
}

const levels: Readonly<Record<string, string>> = {
	TCP: 'IPPROTO_TCP',
	IPV6: 'IPPROTO_IPV6',
	IP: 'IPPROTO_IP',
	SO: 'SOL_SOCKET',
};

function optionArguments(option: string, value: string): readonly string[] {
	const level = levels[option.split('_', 1)[0]!] ?? 'SOL_SOCKET';
	return [`socket.${level}`, `socket.${option}`, optionValue(option, value)];
}

function optionValue(option: string, value: string): string {
	if (option === 'SO_LINGER') {
		return 'struct.pack(\'ii\', 1, 0)';
	}

	return /MEMBERSHIP|_GROUP/v.test(option) ? membership(value) : value;
}

/** The group, on any interface (ip(7), ipv6(7)). */
function membership(group: string): string {
	const host = group.split(/[ %,]/v, 1)[0]!;
	return host.includes(':')
		? `socket.inet_pton(socket.AF_INET6, '${host}') + struct.pack('I', 0)`
		: `socket.inet_aton('${host}') + socket.inet_aton('0.0.0.0')`;
}
