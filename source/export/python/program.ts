/** A conversation as a Python program: nothing but the standard library, a line for each call of the log. */
import type {Side} from '../../core/events.ts';
import type {Call} from '../call.ts';
import {partOf, type Conversation} from '../conversation.ts';
import {DataConstants} from '../data-constants.ts';
import type {Place} from '../places.ts';
import {beginText, overlapping, headingNotes, sidesOf, usageOf, usualPart, type ProgramWriter} from '../program.ts';
import {Variables} from '../variables.ts';
import {both, helpers, main, parseAddress} from './helpers.ts';
import {pythonLines, type LineContext} from './lines.ts';
import {bytesLiteral, bytesRows, textLiteral} from './literals.ts';

/** The column of the comments behind the calls. */
const comment_column = 68;
const line_columns = 150;

const words = [
	'False None True and as assert async await break class continue def del elif else except finally for from global if',
	'import in is lambda nonlocal not or pass raise return try while with yield match case type print len',
	'socket selectors errno os struct sys data sender address selector server client both run main parse_address',
	...Object.keys(helpers),
].join(' ').split(' ');

export const pythonProgram: ProgramWriter = (conversation, file) => {
	const constants = new DataConstants(bytesLiteral, data => `(\n${indented(bytesRows(data))})`);
	const used = sidesOf(conversation);
	const parts = used.map(side => part(conversation, side, constants)).join('');
	const called = Object.entries(helpers).filter(([name]) => parts.includes(`${name}(`)).map(([, text]) => `\n${text}`);
	const table = partsTable(used, conversation);
	const body = [...called, parts, '\n', used.length > 1 ? `${both}\n` : '', parseAddress, table, '\n', main].join('');
	const head = `#!/usr/bin/env python3\n${heading(conversation, file)}\n${imports(body)}\n${settings(conversation)}`;
	const data = constants.text((name, rows) => `${name} = ${rows}\n`);
	return {text: head + data + body, notes: conversation.notes};
};

function indented(lines: readonly string[]): string {
	return lines.map(line => `    ${line}\n`).join('');
}

function heading(conversation: Conversation, file: string): string {
	const notes = headingNotes(conversation).map(line => line.replaceAll(/["\\]/gv, String.raw`\$&`));
	return [
		`"""A conversation over sockets, logged by sockplay from ${beginText(conversation)} on.`,
		'',
		'Each call of the log is a line here, in the log\'s order, with the line of the log behind it.',
		'',
		...usageOf(conversation, `python3 ${file}`).map(line => `    ${line}`),
		...notes,
		'"""',
	].join('\n');
}

function imports(body: string): string {
	const modules = ['errno', 'os', 'selectors', 'socket', 'struct', 'sys'];
	const used = modules.filter(name => new RegExp(String.raw`\b${name}\.`, 'v').test(body));
	const threads = body.includes('ThreadPoolExecutor') ? 'from concurrent.futures import ThreadPoolExecutor\n' : '';
	return `${used.map(name => `import ${name}\n`).join('')}${threads}`;
}

function settings({places}: Conversation): string {
	const rows = places.map(place => {
		const code = `    ${textLiteral(place.name!)}: ${placeLiteral(place)},`;
		return `${code.padEnd(44)}  # ${place.role}\n`;
	});
	return [
		'# Where to listen and where to connect; an argument NAME=ADDRESS changes one.',
		`ADDRESSES = {\n${rows.join('')}}`,
		'# A call that waits longer than this fails, so that the program always ends.',
		'TIMEOUT_S = 30',
		'socket.setdefaulttimeout(TIMEOUT_S)',
		'',
	].join('\n');
}

function placeLiteral({address}: Place): string {
	if (address.transport !== 'unix') {
		return `(${textLiteral(address.host)}, ${address.port})`;
	}

	const {path} = address;
	return path.startsWith('@') ? String.raw`'\x00${textLiteral(path.slice(1)).slice(1)}` : textLiteral(path);
}

function part(conversation: Conversation, side: Side, constants: DataConstants): string {
	const calls = partOf(conversation, side);
	const selected = overlapping(calls);
	const context: LineContext = {
		variables: new Variables(words),
		selected,
		dataText: ({bytes}) => constants.of(bytes),
	};
	const other = side === 'server' ? 'client' : 'server';
	const waits = calls.some(({action}) => action.kind === 'tell' || action.kind === 'wait');
	const selector = selected.size > 0 ? '    selector = selectors.DefaultSelector()\n' : '';
	const isPaired = sidesOf(conversation).length > 1;
	const note = waits ? ` ${other} leads to the other part, when both run.` : '';
	const argument = isPaired ? `${other}=None` : '';
	const lines = calls.map(call => statement(call, context)).join('');
	return [`\n\ndef ${side}(${argument}):\n`, `    """The calls of the ${side}.${note}"""\n`, selector, lines].join('');
}

/** The line, with its comment behind it where there is room, else before it. */
function statement(call: Call, context: LineContext): string {
	const {before, line, after} = pythonLines(call, context);
	if (line === undefined) {
		return `    # ${call.comment}\n`;
	}

	const code = `    ${line}`;
	const isShort = code.length < comment_column - 1 && comment_column + call.comment.length <= line_columns;
	const commented = isShort
		? `${code.padEnd(comment_column)}# ${call.comment}\n`
		: `    # ${call.comment}\n${code}\n`;
	const beside = (text: string | undefined) => text === undefined ? '' : `    ${text}\n`;
	return beside(before) + commented + beside(after);
}

function partsTable(used: readonly Side[], conversation: Conversation): string {
	const names = used.length > 1 ? ['both', ...used] : used;
	const entries = names.map(name => `'${name}': ${name}`).join(', ');
	return `\n\nPARTS = {${entries}}\nPART = '${usualPart(conversation)}'\n`;
}
