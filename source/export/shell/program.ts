/** A conversation as a shell program: nc makes the calls, printf has the data. */
import type {Side} from '../../core/events.ts';
import {limits} from '../../core/limits.ts';
import type {Call} from '../call.ts';
import {partOf, type Conversation} from '../conversation.ts';
import {beginText, headingNotes, sidesOf, usageOf, usualPart, type ProgramWriter} from '../program.ts';
import {Variables} from '../variables.ts';
import {head} from './helpers.ts';
import {feasible} from './limits-of-nc.ts';
import {quoted, shellLine, type LineContext} from './lines.ts';

/** The column of the comments behind the lines. */
const comment_column = 48;
const line_columns = 140;

export const shellProgram: ProgramWriter = (conversation, file) => {
	const {descriptors, notes: known} = feasible(conversation);
	const notes = new Set([...conversation.notes, ...known]);
	const context: LineContext = {
		variables: new Variables([]),
		descriptors,
		upcoming: upcoming(conversation, descriptors),
		bound: new Map(),
		listenerOf: new Map(),
		open: new Set(),
		ended: new Set(),
		counts: new Map(),
		cut: new Map(),
		pairs: conversation.pairs,
		failed: new Set(),
		turns: {tell: 0, wait: 0},
		note(text) {
			notes.add(text);
		},
	};
	const used = sidesOf(conversation);
	const parts = used.map(side => part(conversation, side, {...context, turns: {tell: 0, wait: 0}})).join('');
	for (const note of failedNotes(context.failed)) {
		notes.add(note);
	}

	const text = [
		`#!/bin/sh\n${heading({...conversation, notes: [...notes]}, file)}\n`,
		addresses(conversation),
		`part=${usualPart(conversation)}\n${argumentsText(conversation, file)}`,
		head,
		parts,
		`\n${runs(used)}`,
	].join('');
	return {text, notes: [...notes]};
};

function failedNotes(failed: ReadonlySet<string>): readonly string[] {
	const named = [...failed].slice(0, limits.named_endpoints).join(', ');
	const more = failed.size > limits.named_endpoints ? ' and others' : '';
	return failed.size === 0
		? []
		: [`of calls that fail nc shows refused connects over TCP alone: ${named}${more} are left out`];
}

/** The conversations that each socket has, in order. */
function upcoming({calls}: Conversation, descriptors: ReadonlyMap<string, number>): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const {action, socket, side} of calls) {
		const next = action.kind === 'accept' ? action.accepted : undefined;
		const peer = action.kind === 'recvfrom' && side === 'server' ? action.peer : next;
		const listed = found.get(socket) ?? [];
		if (peer !== undefined && descriptors.has(peer) && !listed.includes(peer)) {
			found.set(socket, [...listed, peer]);
		}
	}

	return found;
}

function heading(conversation: Conversation, file: string): string {
	return [
		`A conversation over sockets, logged by sockplay from ${beginText(conversation)} on.`,
		'',
		'Each call of the log has a line here, in the log\'s order, with the line of the log. What nc',
		'does by itself (socket, bind, setsockopt) has the line of the log alone. Needs OpenBSD\'s nc;',
		'NC=... names another program that takes its options.',
		'',
		...usageOf(conversation, `sh ${file}`).map(line => `    ${line}`),
		...headingNotes(conversation),
	].map(line => `# ${line}`.trimEnd()).join('\n');
}

function addresses({places}: Conversation): string {
	const rows = places.map(({name, text, role}) => {
		const code = `address_${name!}=${quoted(text)}`;
		return `${code.padEnd(comment_column)}# ${role}\n`;
	});
	return `\n# Where to listen and where to connect; an argument NAME=ADDRESS changes one.\n${rows.join('')}\n`;
}

function argumentsText(conversation: Conversation, file: string): string {
	const names = conversation.places.map(({name}) => `\t${name!}=*) address_${name!}=\${word#*=} ;;\n`).join('');
	const used = sidesOf(conversation);
	const parts = [...used, ...used.length > 1 ? ['both'] : []].join(' | ');
	return [
		'for word; do\n\tcase $word in\n',
		names,
		`\t${parts}) part=$word ;;\n`,
		`\t*) echo ${quoted(`sh ${file} [${parts.replaceAll(' ', '')}] [NAME=ADDRESS]`)} >&2; exit 2 ;;\n`,
		'\tesac\ndone\n',
	].join('');
}

function part(conversation: Conversation, side: Side, context: LineContext): string {
	const lines = partOf(conversation, side).map(call => statement(call, context)).join('');
	return `\n# The calls of the ${side}.\n${side}() {\n${lines}}\n`;
}

function statement(call: Call, context: LineContext): string {
	const line = shellLine(call, context);
	if (line === undefined) {
		return `\t# ${call.comment}\n`;
	}

	const isShort = line.length < comment_column - 1 && comment_column + call.comment.length <= line_columns;
	return isShort ? `\t${line.padEnd(comment_column)}# ${call.comment}\n` : `\t# ${call.comment}\n\t${line}\n`;
}

function runs(used: readonly Side[]): string {
	return used.length > 1
		? 'case $part in\nboth)\n\tserver &\n\tserving=$!\n\tclient\n\twait $serving || exit 1\n\t;;\n*) $part ;;\nesac\n'
		: '$part\n';
}
