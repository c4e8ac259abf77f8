import {isProblem, problem, type Problem} from '../../core/problem.ts';
import {unquote} from '../../core/unquote.ts';
import {perPeer} from '../per-peer.ts';
import type {Service, ServiceTools} from '../service.ts';
import {chooser} from './choose.ts';
import {Conversation, type ConversationContext} from './conversation.ts';
import {RulesFile} from './rules-file.ts';
import {Turns} from './turns.ts';

/** Answers by the first rule that matches; FORMAT.md describes the file. */
export const rules: Service = {
	name: 'rules',
	usage: 'rules FILE',
	summary: 'answers by the first rule of FILE that matches',
	argument: 'path',
	example: 'listen tcp:4100 rules answers.rules',
	details: [
		String.raw`One rule a line: PATTERN -> ACTION …, such as: prefix "GET " -> reply "HTTP/1.0 200 OK\r\n\r\n" close`,
		'Patterns: exact, prefix, contains, regex, hex, any. Actions: reply, wait, close, reset. by lines cuts a stream into lines.',
		'source/services/rules/FORMAT.md describes the file.',
	],
	serve(words, tools) {
		const file = openFile(words, tools);
		if (isProblem(file)) {
			return file;
		}

		const choose = chooser(file, tools.now_us);
		const turns = new Turns(tools.after);
		const context = (): ConversationContext => ({by: file.rules.by, choose, turns, after: tools.after});
		return {
			stream: connection => new Conversation(connection, context(), false),
			datagram: perPeer(peer => new Conversation(peer, context(), true)),
		};
	},
};

function openFile(
	[word, extra]: readonly string[],
	tools: ServiceTools,
): RulesFile | (Problem & {readonly word: number}) {
	if (word === undefined) {
		return {...problem('rules needs a file', undefined, 'rules answers.rules, say'), word: -1};
	}

	if (extra !== undefined) {
		return {...problem('rules takes one file', {start: 0, end: extra.length}), word: 1};
	}

	const path = unquote(word);
	const file = isProblem(path) ? path : RulesFile.open(path.text, tools.data);
	return isProblem(file) ? {...file, word: 0} : file;
}
