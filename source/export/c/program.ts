/** A conversation as a C program: POSIX sockets, every return value checked, a line for each call of the log. */
import type {Side} from '../../core/events.ts';
import type {Call} from '../call.ts';
import {partOf, type Conversation} from '../conversation.ts';
import {DataConstants} from '../data-constants.ts';
import type {Place} from '../places.ts';
import {beginText, headingNotes, sidesOf, usageOf, usualPart, type ProgramWriter} from '../program.ts';
import {Variables} from '../variables.ts';
import {addresses, buffer, head, helpers, needs, otherPart} from './helpers.ts';
import {addressName, cLine, stringText, type LineContext} from './lines.ts';
import {commentText, stringLiteral, stringRows} from './literals.ts';
import {mainText} from './main.ts';

const words = [
	'auto break case char const continue default do double else enum extern float for goto if inline int long register',
	'restrict return short signed sizeof static struct switch typedef union unsigned void volatile while asm',
	'errno stdin stdout stderr unix linux NULL EOF buffer places other_part address check fail main server client',
	'socket bind listen accept connect send sendto recv recvfrom shutdown close unlink setsockopt memset',
	...Object.keys(helpers),
].join(' ').split(' ');

const includes = [
	'arpa/inet.h',
	'errno.h',
	'netdb.h',
	'netinet/in.h',
	'netinet/tcp.h',
	'stddef.h',
	'stdio.h',
	'stdlib.h',
	'string.h',
	'sys/socket.h',
	'sys/types.h',
	'sys/un.h',
	'sys/wait.h',
	'unistd.h',
];

export const cProgram: ProgramWriter = (conversation, file) => {
	const places = new PlaceTable(conversation);
	const rows = (data: Uint8Array) => stringRows(data).map(row => `\n\t${row}`).join('');
	const constants = new DataConstants(stringLiteral, rows);
	const used = sidesOf(conversation);
	const parts = used.map(side => part(conversation, side, constants, places)).join('');
	const called = calledHelpers(parts);
	const isPaired = called.includes('other_part');
	const text = [
		heading(conversation, file),
		'#define _DEFAULT_SOURCE\n',
		...includes.map(name => `#include <${name}>\n`),
		head,
		/\bbuffer\b/v.test(called + parts) ? buffer : '',
		places.text(),
		isPaired ? otherPart : '',
		constants.text((name, text) => `\nstatic const char ${name}[] =${text};\n`),
		called,
		parts,
		addresses,
		mainText(used, usualPart(conversation), isPaired),
	].join('');
	return {text, notes: conversation.notes};
};

/** The helpers that the parts call, and those that these call. */
function calledHelpers(parts: string): string {
	const called = Object.keys(helpers).filter(name => new RegExp(String.raw`(?<!\w)${name}\(`, 'v').test(parts));
	const found = new Set([...called, ...called.map(name => needs[name])]);
	return Object.entries(helpers).filter(([name]) => found.has(name)).map(([, text]) => text).join('');
}

function baseOf(file: string): string {
	return file.replace(/\.c$/iv, '');
}

function heading(conversation: Conversation, file: string): string {
	return commentLines([
		`A conversation over sockets, logged by sockplay from ${beginText(conversation)} on.`,
		'',
		'Each call of the log is a line here, in the log\'s order, below the line of the log.',
		'',
		`    cc -Wall -Wextra -o ${baseOf(file)} ${file}`,
		...usageOf(conversation, `./${baseOf(file)}`).map(line => `    ${line}`),
		...headingNotes(conversation),
	]).map(line => `${line}\n`).join('');
}

function commentLines(lines: readonly string[]): string[] {
	return lines.map(line => `// ${commentText(line)}`.trimEnd());
}

function part(conversation: Conversation, side: Side, constants: DataConstants, places: PlaceTable): string {
	const calls = partOf(conversation, side);
	const context: LineContext = {
		variables: new Variables(words),
		constants,
		placeName: place => places.nameOf(place),
	};
	const lines = calls.map(call => statement(call, context)).join('');
	return `\n/* The calls of the ${side}. */\nstatic void ${side}(void)\n{\n${declarations(calls, context)}${lines}}\n`;
}

function statement(call: Call, context: LineContext): string {
	const line = cLine(call, context);
	return `\t// ${commentText(call.comment)}\n${line === undefined ? '' : `\t${line}\n`}`;
}

/** The sockets of a part, and the addresses of UDP peers. */
function declarations(calls: readonly Call[], {variables}: LineContext): string {
	const sockets = new Set<string>();
	const peers = new Set<string>();
	for (const {action, socket, errno} of calls) {
		if (action.kind === 'socket' && errno === undefined) {
			sockets.add(variables.of(socket));
		} else if (action.kind === 'accept' && errno === undefined) {
			sockets.add(variables.of(action.accepted));
		} else if (action.kind === 'recvfrom') {
			peers.add(addressName(action.peer, variables));
		}
	}

	return [
		sockets.size === 0 ? '' : `\tint ${[...sockets].join(', ')};\n`,
		peers.size === 0 ? '' : `\tstruct address ${[...peers].join(', ')};\n`,
		'\n',
	].join('');
}

/** The addresses of the program: those with a name can be changed by an argument. */
class PlaceTable {
	readonly #places: Place[];

	constructor({places, calls}: Conversation) {
		this.#places = [...places];
		for (const {action} of calls) {
			if ('place' in action && this.#places.every(({text}) => text !== action.place.text)) {
				this.#places.push(action.place);
			}
		}
	}

	nameOf(place: Place): string {
		const {transport} = place.address;
		const index = this.#places.findIndex(({text, address}) => text === place.text && address.transport === transport);
		return `PLACE_${place.name ?? `any_port_${index}`}`;
	}

	text(): string {
		const isEmpty = this.#places.length === 0;
		const rows = this.#places.map(place => {
			const code = `\t{.name = ${stringText(place.name ?? '')}, .text = ${stringText(place.text)}},`;
			return `${code.padEnd(56)} // ${commentText(place.role)}\n`;
		}).join('');
		const names = isEmpty ? 'PLACE_NONE' : this.#places.map(place => this.nameOf(place)).join(', ');
		const none = '\t{.name = "", .text = "127.0.0.1:0"},\n';
		return [
			'\nstruct address { struct sockaddr_storage name; socklen_t length; };\n',
			'struct place { const char *name, *text; struct address address; };\n\n',
			'/* Where to listen and where to connect; an argument NAME=ADDRESS changes one. */\n',
			`enum { ${names} };\n`,
			`static struct place places[] = {\n${isEmpty ? none : rows}};\n`,
		].join('');
	}
}
