import type {Clock} from '../core/clock.ts';
import type {LabEvent} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {Chunks, type Chunk} from '../formats/chunks.ts';
import {FileWriter} from '../recorder/file-writer.ts';
import {isSelected, type Format, type Selection} from '../formats/format.ts';
import type {Output} from '../recorder/output.ts';
import type {FormatEntry} from '../formats/table.ts';
import type {ListedEntry} from './entries/entry.ts';
import {conversationEvents} from './conversation-events.ts';
import {keptEvents} from './kept-events.ts';
import type {Journal} from './journal.ts';
import {Turns} from './turns.ts';

export type Saved = {
	readonly events: number;
	readonly written_bytes: number;
	/** Whose bytes are evicted. */
	readonly gone: number;
	/** Why it is not all there: what the format cannot keep. */
	readonly notes: readonly string[];
	/** The system refused to write the rest. */
	readonly errno?: string;
};

/** What is saved of a session. */
type SavedSession = {
	readonly journal: Journal;
	/** Who told an event. */
	readonly registry: {readonly at: (name: string, seq: number) => Pick<ListedEntry, 'addresses'> | undefined};
};

type File = {
	readonly format: FormatEntry;
	readonly output: Output;
	readonly only: Selection;
	/** One conversation alone, with both of its ends where they are in this process. */
	readonly conversation?: string;
	/** What saves before this one have written from. */
	readonly spare: Chunk[];
};

/** Writes what the journal keeps to a file, in steps that the sockets hardly feel. */
export async function saveKept(
	{journal, registry}: SavedSession,
	{format: entry, output, only, conversation, spare}: File,
	clock: Clock,
): Promise<Saved> {
	const events = eventsOf(journal, only, conversation);
	const notes = new Set<string>();
	const chunks = new Chunks({isStable: false, spare});
	let errno: string | undefined;
	const writer = new FileWriter(chunks, output, code => {
		errno = code;
	});
	let seq = 0;
	const format = entry.make({chunks, only, addresses: name => registry.at(name, seq)?.addresses, tell(message) {
		notes.add(message);
	}});
	let gone = 0;
	const turns = new Turns(clock);
	for (const event of events) {
		seq = event.seq;
		gone += addKept(journal, format, event) ? 0 : 1;
		if (writer.waiting_bytes >= limits.save_waiting_bytes) {
			await allWritten(writer);
		}

		if (turns.isDue) {
			await turns.next();
		}

		if (errno !== undefined) {
			break;
		}
	}

	format.end();
	await writer.end();
	const {written_bytes} = writer;
	return {events: events.length, written_bytes, gone, notes: [...notes], ...(errno !== undefined && {errno})};
}

function eventsOf(journal: Journal, only: Selection, conversation: string | undefined): readonly LabEvent[] {
	const kept = keptEvents(journal);
	const wanted = conversation === undefined ? kept : conversationEvents(kept, conversation);
	return wanted.filter(event => isSelected(event, only, true) && !isToldTwice(event, only));
}

/** Bytes that crossed in the process are taken from their send, which is kept longer than the line of the recv. */
function isToldTwice({isShownAtPeer: seenAtPeer}: LabEvent, {endpoint}: Selection): boolean {
	return seenAtPeer === true && endpoint !== undefined;
}

/** False when its bytes are not kept any more. */
function addKept(journal: Journal, format: Format, event: LabEvent): boolean {
	const bytes = journal.bytes(event);
	if (event.data !== undefined && bytes === undefined) {
		format.skip(event);
		return false;
	}

	format.add(event, bytes);
	return true;
}

async function allWritten(writer: FileWriter): Promise<void> {
	return new Promise(resolve => {
		writer.flush(resolve);
	});
}
