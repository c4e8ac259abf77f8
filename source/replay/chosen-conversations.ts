import type {Address} from '../core/address.ts';
import {limits} from '../core/limits.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {formatCount} from '../core/quantities.ts';
import type {Conversation} from './conversation.ts';

/** The conversations that are played, and what is left out of them, in sentences. */
export type Chosen = {readonly conversations: readonly Conversation[]; readonly notes: readonly string[]};

/**
Those of the recording that can be played to an address, or those of these names; a problem when there are none, when
they had several servers, or when one lacks bytes.
*/
export function chooseConversations(
	all: readonly Conversation[],
	only: readonly string[],
	address: Address,
): Chosen | Problem {
	const named = namedOf(all, only);
	if (isProblem(named)) {
		return named;
	}

	const isUdp = address.transport === 'udp';
	const conversations = named.filter(({transport}) => transport === undefined || (transport === 'udp') === isUdp);
	const left = named.length - conversations.length;
	const kind = isUdp ? 'UDP' : 'TCP or Unix sockets';
	if (conversations.length === 0) {
		return problem(left === 0 ? 'the recording has no conversation' : `the recording has no conversation over ${kind}`);
	}

	const servers = new Set(conversations.map(({server}) => server));
	if (servers.size > 1 && only.length === 0) {
		const message = `the recording has conversations with ${servers.size} servers: ${listed(conversations)}`;
		return problem(message, undefined, `--only NAME chooses, --only ${conversations[0]!.name} for example`);
	}

	const lacking = conversations.find(({missing_bytes}) => missing_bytes > 0);
	const leftOut = `${left === 1 ? '1 is' : `${formatCount(left)} are`} not over ${kind} and left out`;
	return lacking === undefined
		? {conversations, notes: left === 0 ? [] : [`of the conversations ${leftOut}`]}
		: problem(
			`${lacking.name} cannot be played: ${formatCount(lacking.missing_bytes)} of its bytes are not in the recording`,
			undefined,
			'--only NAME plays another conversation',
		);
}

function namedOf(all: readonly Conversation[], only: readonly string[]): readonly Conversation[] | Problem {
	const unknown = only.find(name => all.every(({names}) => !names.has(name)));
	if (unknown !== undefined) {
		return problem(`the recording has no conversation ${unknown}`, undefined, `it has ${listed(all)}`);
	}

	return only.length === 0 ? all : all.filter(({names}) => only.some(name => names.has(name)));
}

/** `127.0.0.1:4000 (c1, c2), 127.0.0.1:6379 (c3)` */
function listed(conversations: readonly Conversation[]): string {
	const named = conversations.slice(0, limits.named_endpoints);
	const groups = Map.groupBy(named, ({server}) => server ?? 'an unknown address');
	const texts = groups.entries().map(([server, members]) => `${server} (${members.map(({name}) => name).join(', ')})`);
	const more = conversations.length - named.length;
	return `${texts.toArray().join(', ')}${more === 0 ? '' : ` and ${formatCount(more)} more`}`;
}
