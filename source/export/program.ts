/** What the writers of programs share. */
import {isoTime} from '../core/clock-text.ts';
import type {Side} from '../core/events.ts';
import type {Call} from './call.ts';
import {partOf, type Conversation} from './conversation.ts';

/** `notes`: what is left out, a sentence each. */
export type Program = {readonly text: string; readonly notes: readonly string[]};

/** Writes a conversation as a program. `file`: its name, for the examples in it. */
export type ProgramWriter = (conversation: Conversation, file: string) => Program;

const usage_columns = 40;

export const sides: readonly Side[] = ['server', 'client'];

/** The sides that have calls, the server first. */
export function sidesOf(conversation: Conversation): readonly Side[] {
	return sides.filter(side => partOf(conversation, side).length > 0);
}

/** What a program without arguments runs: both parts, unless one is empty. */
export function usualPart(conversation: Conversation): Side | 'both' {
	const [first = 'client', second] = sidesOf(conversation);
	return second === undefined ? first : 'both';
}

/** Accepted connections that are open at the same time as others of their side. */
export function overlapping(calls: readonly Call[]): ReadonlySet<string> {
	const open = new Set<string>();
	const found = new Set<string>();
	for (const {action, socket, errno} of calls) {
		if (action.kind === 'accept' && errno === undefined) {
			open.add(action.accepted);
		} else if (action.kind === 'close') {
			open.delete(socket);
		}

		for (const name of open.size > 1 ? open : []) {
			found.add(name);
		}
	}

	return found;
}

/** `2026-11-20 05:01:09 UTC`. */
export function beginText({began_us}: Conversation): string {
	return `${isoTime(began_us).slice(0, 19).replace('T', ' ')} UTC`;
}

/** How it is called, a line for each part and one for an address; `command`: what is typed before. */
export function usageOf(conversation: Conversation, command: string): string[] {
	const used = sidesOf(conversation);
	const alone: Readonly<Record<Side, string>> = {
		server: 'the server part alone, for another client',
		client: 'the client part alone, for another server',
	};
	const [place] = conversation.places;
	const usage: Array<readonly [string, string]> = [
		...used.length > 1 ? [['both', 'both parts'] as const] : [],
		...used.map(side => [side, alone[side]] as const),
		...place?.name === undefined ? [] : [[`${place.name}=127.0.0.1:5000`, 'another address, by its name below'] as const],
	];
	const usual = usualPart(conversation);
	return usage.map(([word, text]) => {
		const described = word === usual ? `${text} (the default)` : text;
		return `${command} ${word}`.padEnd(usage_columns) + described;
	});
}

/** What is not in the program, and who else takes part, as lines of its heading. */
export function headingNotes({players, notes}: Conversation): string[] {
	const played = players.map(({name, endpoint}) => `${name} plays the client of ${endpoint}`);
	return [
		...played.length === 0 ? [] : ['', 'Some clients were other programs:', ...played.map(text => `- ${text}`)],
		...notes.length === 0 ? [] : ['', 'Left out:', ...notes.map(note => `- ${note}`)],
	];
}
