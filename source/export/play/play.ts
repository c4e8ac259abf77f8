/**
A session as a script that does the same again and expects what was seen.

The lines that acted stand in their order, and before each of them what had come until then. Endpoints that were other
programs are played by endpoints of the script.
*/
import type {Act, Acts} from '../../lab/acts.ts';
import type {Journal} from '../../lab/journal.ts';
import {PlayActs} from './acts.ts';
import {PlayAddresses} from './addresses.ts';
import {PlayEndpoints} from './endpoints.ts';
import {PlayData, type PlayFile} from './data.ts';
import {Ends, type End} from './ends.ts';
import {PlayEvents} from './events.ts';
import {logEntries, logItems} from './log.ts';
import {foldRepeats} from './repeats.ts';
import {PlayWriter} from './writer.ts';

export type PlaySource = {
	readonly journal: Journal;
	readonly acts: Pick<Acts, 'all' | 'evicted' | 'cleared'>;
};

export type PlayOptions = {
	/** The name of the script, without its folder. */
	readonly file: string;
	/** One conversation alone: of this endpoint, or all that this listener accepted. */
	readonly conversation?: string;
};

export type Play = {
	readonly text: string;
	/** Files beside the script that it reads. */
	readonly files: readonly PlayFile[];
	/** What it does not repeat, a sentence each. */
	readonly notes: readonly string[];
	readonly lines: number;
};

/** Something that stands at a place of the log. */
type Step = {readonly at: number; readonly write: () => void};

export function playOf(source: PlaySource, {file, conversation}: PlayOptions): Play {
	const {journal} = source;
	const all = source.acts.all();
	const entries = logEntries(journal);
	const ends = new Ends(entries.map(({event}) => event));
	const items = logItems(entries, ends);
	const addresses = new PlayAddresses();
	const endpoints = new PlayEndpoints(ends, all, addresses);
	const data = new PlayData(file.replace(/\.play$/v, ''));
	const writer = new PlayWriter(data);
	const parts = {endpoints, addresses, data, writer, journal, isCleared: isCleared(source)};
	const isMeant = meant(conversation, endpoints);
	const events = new PlayEvents(parts);
	const acts = new PlayActs(parts);
	tellEvicted(source.acts.evicted, writer);
	const steps: Step[] = [
		...actsMeant(all, isMeant, endpoints).map(act => ({
			at: placeOf(act, endpoints),
			write() {
				acts.write(act, isOverlapped(act, all));
			},
		})),
		...items.filter(({event}) => isMeant(ends.accepted.get(event) ?? ends.of.get(event))).map(item => ({
			at: item.at,
			write() {
				events.write(item);
			},
		})),
	];
	for (const step of steps.toSorted((one, other) => one.at - other.at)) {
		step.write();
	}

	writer.flush();
	const lines = foldRepeats(writer.lines);
	const head = headOf(file, [...writer.notes]);
	return {text: [...head, ...lines, ''].join('\n'), files: data.files, notes: [...writer.notes], lines: lines.length};
}

function headOf(file: string, notes: readonly string[]): string[] {
	const differs = notes.length === 0 ? [] : ['#', '# What it does not repeat:', ...notes.map(note => `# - ${note}`)];
	return ['# A session of sockplay: what was done, and what came of it.', `# sockplay run ${file}`, ...differs, ''];
}

function tellEvicted(evicted: number, writer: PlayWriter): void {
	if (evicted > 0) {
		writer.note(`the first ${evicted} lines of the session are not kept, and the script begins behind them`);
	}
}

/** What is missing before the first event was cleared together with the lines that made it. */
function isCleared({journal: {tracks}, acts: {cleared}}: PlaySource): boolean {
	return cleared > 0 && [tracks.server, tracks.client, tracks.raw].every(({evicted}) => evicted === 0);
}

/** Whose lines and events belong to what is written. */
function meant(conversation: string | undefined, {ends}: PlayEndpoints): (end: End | undefined) => boolean {
	if (conversation === undefined) {
		return () => true;
	}

	const own = ends.all.filter(({name, listener}) => name === conversation || listener?.name === conversation);
	const partners = own.flatMap(({partner}) => partner ?? []);
	const listeners = [...own, ...partners].flatMap(({listener}) => listener ?? []);
	const all = new Set([...own, ...partners, ...listeners]);
	return end => end !== undefined && all.has(end);
}

/** The acts with the names that are meant; a `say` has none, and belongs to everything. */
function actsMeant(acts: readonly Act[], isMeant: (end: End | undefined) => boolean, endpoints: PlayEndpoints): Act[] {
	const isOpening = ({made, after}: Act) => made === undefined || isMeant(endpoints.ends.begunAfter(made, after));
	return acts.filter(act => isOpening(act)).flatMap(act => {
		const names = act.made === undefined ? act.names.filter(name => isMeant(endpoints.at(name, act.after))) : act.names;
		return act.names.length > 0 && names.length === 0 ? [] : [{...act, names}];
	});
}

/** Behind the events that there were before it; an attempt that was repeated, where it succeeded. */
function placeOf({verb, made, after, end}: Act, {ends}: PlayEndpoints): number {
	const isLate = verb === 'reconnect' && end?.result === 'done' && made !== undefined;
	const isIt = ({name, since}: End) => name === made && since > after && since <= (end?.after ?? 0);
	const opened = isLate ? ends.all.findLast(each => isIt(each)) : undefined;
	return opened === undefined ? after + 0.5 : opened.since - 0.5;
}

/** Whether another line was begun before this one was done. */
function isOverlapped({after, end}: Act, acts: readonly Act[]): boolean {
	return acts.some(other => other.after > after && other.after < (end?.after ?? 0));
}
