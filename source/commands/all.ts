/** Lines that act on every open conversation of a side: `all send hello`. */
import {limits} from '../core/limits.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {formatCount} from '../core/quantities.ts';
import {everyName} from '../language/tokens.ts';
import type {Target} from '../language/verb.ts';
import type {Conversation, Entry, SocketEntry} from '../lab/entries/entry.ts';
import type {Lab} from '../lab/lab.ts';
import {done, type Outcome} from './outcome.ts';
import {findConversation, findReceiver, findSocket, outcomeOf, placeOf, sideOf} from './targets.ts';

/** Whether a line acts on every open conversation of a side. */
function isForAll({name}: Target): boolean {
	return name === everyName;
}

/** The open conversations of the side that a line with `all` means: its pane's, else that of the current endpoint. */
function openConversations({registry, current}: Lab, target: Target): readonly Conversation[] {
	const side = sideOf(target.pane) ?? current.find(undefined)?.side ?? 'client';
	return registry.sides[side].own.values().filter(({alive}) => alive).flatMap(entry => entry.conversations()).toArray();
}

/**
What a line acts on, each of them once: all that is open of a side, as `pick` gives what is wanted of each, or the one
that `find` finds.
*/
export function findAll<Found>(
	lab: Lab,
	target: Target,
	pick: (conversation: Conversation) => Found,
	find: (lab: Lab, target: Target) => Found | Problem,
): readonly Found[] | Problem {
	if (!isForAll(target)) {
		const found = find(lab, target);
		return isProblem(found) ? found : [found];
	}

	const found = new Set(openConversations(lab, target).map(conversation => pick(conversation)));
	return found.size === 0
		? problem('no connection is open here', placeOf(target), '`list` shows what there is')
		: [...found];
}

/** The conversations that a line acts on. */
export const findConversations = (lab: Lab, target: Target) =>
	findAll<Conversation>(lab, target, conversation => conversation, findConversation);

/** The entries with the sockets that a line acts on. */
export const findSockets = (lab: Lab, target: Target) =>
	findAll<SocketEntry>(lab, target, ({socket}) => socket, findSocket);

/** What recv or accept is called on, of all that a line acts on. */
export const findReceivers = (lab: Lab, target: Target) =>
	findAll<SocketEntry>(lab, target, ({socket}) => socket, findReceiver);

/** What a line with or without `all` acts on at present, whatever its state. */
export function actedOn(lab: Lab, target: Target): readonly Entry[] {
	const entry = lab.current.find(target.name, sideOf(target.pane));
	const one = entry === undefined ? [] : [entry];
	return isForAll(target) ? openConversations(lab, target) : one;
}

/** What came of a call on each of them: a problem when none could be called, else which could not. */
export function outcomeOfAll(refusals: ReadonlyArray<Problem | undefined>, target: Target): Outcome {
	const refused = refusals.filter(refusal => refusal !== undefined);
	const text = messagesOf(refused);
	if (refused.length < refusals.length) {
		return refused.length === 0 ? done : {text};
	}

	return outcomeOf(problem(text.join('; '), undefined, refused[0]?.hint), target);
}

function messagesOf(refused: readonly Problem[]): string[] {
	const messages = refused.slice(0, limits.named_endpoints).map(({message}) => message);
	const others = refused.length - messages.length;
	return others === 0 ? messages : [...messages, `and ${formatCount(others)} more`];
}
