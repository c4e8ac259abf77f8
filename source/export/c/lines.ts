/** One call as one line of C. */
import {byKind, type ActionOf, type ByKind, type Call, type ProgramData} from '../call.ts';
import {isUniform} from '../data-budget.ts';
import type {DataConstants} from '../data-constants.ts';
import type {Place} from '../places.ts';
import type {Variables} from '../variables.ts';
import {characterLiteral, stringLiteral} from './literals.ts';

/** What the buffer of the program takes. */
const buffer_bytes = 65_536;

export type LineContext = {
	readonly variables: Variables;
	readonly constants: DataConstants;
	/** The name of the constant that an address has. */
	readonly placeName: (place: Place) => string;
};

/** The statement of a call; undefined where it has none. */
export function cLine(call: Call, context: LineContext): string | undefined {
	const {action, socket, errno} = call;
	const name = context.variables.of(socket);
	const statement = errno === undefined ? byKind(statements, action, name, call, context) : undefined;
	if (statement !== undefined) {
		return statement;
	}

	const made = byKind(expressions, action, name, context);
	if (made === undefined) {
		return undefined;
	}

	const title = stringText(`${call.endpoint} ${callName(action)}`);
	return errno === undefined ? `check(${made}, ${title});` : `expect_errno(${made}, ${errno}, "${errno}", ${title});`;
}

/** The name of the function that is called, where the log has another word for it. */
function callName({kind}: Call['action']): string {
	return kind === 'fin' ? 'recv' : kind;
}

/** Statements that are more than a checked call. */
const statements: ByKind<[name: string, call: Call, context: LineContext], string | undefined> = {
	socket({family, isDatagram}, name, {socket}) {
		const type = isDatagram ? 'SOCK_DGRAM' : 'SOCK_STREAM';
		return `${name} = check(socket(${family}, ${type}, 0), ${stringText(`${socket} socket`)});`;
	},
	accept: ({accepted}, name, {socket}, {variables}) =>
		`${variables.of(accepted)} = check(accept(${name}, NULL, NULL), ${stringText(`${socket} accept`)});`,
	send({data, isDatagram}, name, {endpoint}, {constants}) {
		const title = stringText(`${endpoint} send`);
		return isDatagram ? undefined : streamSend(data, name, title, constants);
	},
	recv({count, isDatagram, asked}, name, {endpoint}) {
		return isDatagram
			? shown(endpoint, receive(name, asked))
			: `recv_exactly(${name}, ${count}, ${stringText(endpoint)});`;
	},
	recvfrom: (action, name, {endpoint}, context) => shown(endpoint, receiveFrom(action, name, context), 'recvfrom'),
	fin: ({asked}, name, {endpoint}) => shown(endpoint, receive(name, asked)),
	unlink: ({place}, _name, _call, {placeName}) => `check(unlink(path_at(${placeName(place)})), "unlink");`,
	tell: () => 'tell();',
	wait: () => 'wait_for();',
};

/** The call itself. */
const expressions: ByKind<[name: string, context: LineContext], string> = {
	setsockopt: ({option, value}, name) => `setsockopt(${name}, ${optionArguments(option, value)})`,
	bind: ({place}, name, {placeName}) => `bind(${name}, at(${placeName(place)}), length(${placeName(place)}))`,
	listen: ({backlog}, name) => `listen(${name}, ${backlog})`,
	accept: (_action, name) => `accept(${name}, NULL, NULL)`,
	connect: ({place}, name, {placeName}) => `connect(${name}, at(${placeName(place)}), length(${placeName(place)}))`,
	send: ({data}, name, {constants}) => `send(${name}, ${dataArguments(data, constants)}, MSG_NOSIGNAL)`,
	sendto: (action, name, context) =>
		`sendto(${name}, ${dataArguments(action.data, context.constants)}, MSG_NOSIGNAL, ${destination(action, context)})`,
	recv: ({asked}, name) => receive(name, asked),
	recvfrom: (action, name, context) => receiveFrom(action, name, context),
	shutdown: (_action, name) => `shutdown(${name}, SHUT_WR)`,
	close: (_action, name) => `close(${name})`,
};

function streamSend({bytes}: ProgramData, name: string, title: string, constants: DataConstants): string {
	return isUniform(bytes)
		? `send_repeated(${name}, ${characterLiteral(bytes[0]!)}, ${bytes.length}, ${title});`
		: `send_all(${name}, ${constants.of(bytes)}, ${lengthText(bytes, constants)}, ${title});`;
}

/** Where the bytes are, and how many. */
function dataArguments({bytes}: ProgramData, constants: DataConstants): string {
	return isUniform(bytes)
		? `memset(buffer, ${characterLiteral(bytes[0]!)}, ${bytes.length}), ${bytes.length}`
		: `${constants.of(bytes)}, ${lengthText(bytes, constants)}`;
}

function lengthText(bytes: Uint8Array, constants: DataConstants): string {
	const text = constants.of(bytes);
	return text.startsWith('"') ? String(bytes.length) : `sizeof ${text} - 1`;
}

function receive(name: string, asked: number): string {
	return `recv(${name}, buffer, ${sizeText(asked)}, 0)`;
}

function receiveFrom({asked, peer}: ActionOf<'recvfrom'>, name: string, {variables}: LineContext): string {
	const address = addressName(peer, variables);
	return `recvfrom(${name}, buffer, ${sizeText(asked)}, 0, from(&${address}), &${address}.length)`;
}

/** The variable that keeps the address of a UDP peer. */
export function addressName(peer: string, variables: Variables): string {
	return variables.of(`${peer} address`);
}

function sizeText(asked: number): string {
	return asked < buffer_bytes ? String(asked) : 'sizeof buffer';
}

function shown(endpoint: string, call: string, name = 'recv'): string {
	return `show(${stringText(endpoint)}, check(${call}, ${stringText(`${endpoint} ${name}`)}));`;
}

function destination(action: ActionOf<'sendto'>, {variables, placeName}: LineContext): string {
	if ('place' in action) {
		return `at(${placeName(action.place)}), length(${placeName(action.place)})`;
	}

	const address = addressName(action.peer, variables);
	return `to(&${address}), ${address}.length`;
}

/** A text in double quotes. */
export function stringText(text: string): string {
	return stringLiteral(new TextEncoder().encode(text));
}

const levels: Readonly<Record<string, string>> = {TCP: 'IPPROTO_TCP', IPV6: 'IPPROTO_IPV6', IP: 'IPPROTO_IP'};

function optionArguments(option: string, value: string): string {
	const level = levels[option.split('_', 1)[0]!] ?? 'SOL_SOCKET';
	const [text, type] = optionValue(option, value);
	return `${level}, ${option}, ${text}, sizeof(${type})`;
}

/** A pointer to the value, and its type. */
function optionValue(option: string, value: string): readonly [string, string] {
	if (option === 'SO_LINGER') {
		return ['&(struct linger){1, 0}', 'struct linger'];
	}

	if (!/MEMBERSHIP|_GROUP/v.test(option)) {
		return [`&(int){${value}}`, 'int'];
	}

	return value.includes(':')
		? [`(struct ipv6_mreq[]){group_of("${value}")}`, 'struct ipv6_mreq']
		: [`&(struct ip_mreq){.imr_multiaddr.s_addr = inet_addr("${value}")}`, 'struct ip_mreq'];
}
