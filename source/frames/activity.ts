/** What lasts until somebody ends it, each with the line that ends it: the screen shows all of it in one strip. */
import path from 'node:path';
import {limits} from '../core/limits.ts';
import {formatCount, formatDuration, formatSize} from '../core/quantities.ts';
import {clip, visibleText, type VisibleOptions} from '../core/visible.ts';
import type {Entry} from '../lab/entries/entry.ts';
import {unreadNote} from '../lab/entries/notes.ts';
import type {Expectation} from '../lab/expect/expectation.ts';
import {lineEndingName} from '../lab/entries/options.ts';
import type {Lab} from '../lab/lab.ts';
import type {Recording} from '../lab/recording.ts';
import type {Repeat} from '../lab/repeats.ts';
import type {Activity} from './frame.ts';
import {openingNote} from './raw/notes.ts';

const file_columns = 24;
const expected_columns = 32;

type Session = Pick<Lab, 'recordings' | 'openings' | 'repeats' | 'expectations' | 'registry' | 'current'>;

/** An endpoint that is there, and what it tells at this moment. */
type Told = {readonly entry: Entry; readonly summary: ReturnType<Entry['summary']>};

/** The most important first. `entries`: those that the frame has. */
export function activitiesOf(
	{recordings, openings, repeats, expectations, registry, current}: Session,
	entries: readonly Entry[],
	options: VisibleOptions,
): readonly Activity[] {
	const told = entries.filter(({alive}) => alive).map(entry => ({entry, summary: entry.summary()}));
	const chosen = [current.client, current.server].map(name => name === undefined ? undefined : registry.get(name));
	return [
		...(recordings.current === undefined ? [] : [recordingActivity(recordings.current, options)]),
		...openedActivity(openings, options),
		...summed(told.flatMap(each => heldActivity(each)), 'readers held'),
		...summed(told.flatMap(each => linkActivity(each, registry)), 'links'),
		...summed(repeats.all().map(repeat => repeatActivity(repeat)), 'lines repeated', 'stop all'),
		...summed(expectations.all().map(each => expectationActivity(each, options)), 'expectations', 'stop all'),
		...chosen.flatMap(entry => entry === undefined ? [] : eolActivity(entry)),
	];
}

function recordingActivity({path: file, written_bytes}: Recording, {ascii = false}: VisibleOptions): Activity {
	const name = clip(visibleText(path.basename(file), {ascii}), file_columns, {ascii});
	const [sign, size] = [ascii ? '* REC' : '● REC', formatSize(written_bytes)];
	return {text: `${sign} ${name} ${size}`, shorter: [`${sign} ${size}`], ends: 'record off', tone: 'error'};
}

/** A recording that is shown in place of the session, which continues. */
function openedActivity({current, recording}: Session['openings'], options: VisibleOptions): Activity[] {
	if (current !== undefined) {
		return [{text: openingNote(current, options), ends: 'open off', tone: 'accent'}];
	}

	const name = clip(visibleText(recording?.name ?? '', options), file_columns, options);
	return recording === undefined ? [] : [{text: `open ${name}`, ends: 'close', tone: 'accent'}];
}

function heldActivity({entry, summary: {held, unread_bytes}}: Told): Activity[] {
	const text = `${entry.name} held ${unreadNote(unread_bytes)}`.trim();
	return held ? [{text, ends: `${entry.name} resume`, tone: 'warn'}] : [];
}

/** The link of an endpoint; one that came with the listener is shown at the listener alone. */
function linkActivity({entry, summary: {link}}: Told, registry: Session['registry']): Activity[] {
	if (link === undefined) {
		return [];
	}

	const owner = entry.listener === undefined ? undefined : registry.get(entry.listener)?.summary().link;
	if (owner?.text === link.text) {
		return [];
	}

	const {text, counts} = link;
	const name = `${entry.name} link`;
	const tell = (...words: readonly string[]) => [name, ...words].join(' ').trimEnd();
	return [{
		text: tell(text, counts.join(', ')),
		shorter: [tell(counts.join(', ')), tell(...counts.slice(0, 1)), name],
		ends: `${name} off`,
		tone: 'warn',
	}];
}

function repeatActivity({name, line, period_us, runs, count, isRetry = false}: Repeat): Activity {
	const done = count === undefined ? formatCount(runs) : `${formatCount(runs)} of ${formatCount(count)}`;
	const what = isRetry ? `${name} ${line}` : name;
	return {
		text: `${what} every ${formatDuration(period_us / 1000)} (${done})`,
		shorter: [what],
		ends: `stop ${name}`,
		tone: 'accent',
		...(isRetry && {endsOnEscape: true}),
	};
}

function expectationActivity({entry, wanted}: Expectation, options: VisibleOptions): Activity {
	const text = `${entry.name} expects ${visibleText(wanted, options)}`;
	const [shortest, shorter] = [`${entry.name} expects`, clip(text, expected_columns, options)];
	return {text, shorter: [shorter, shortest], ends: `stop ${entry.name}`, tone: 'accent', endsOnEscape: true};
}

/** The line ending of a conversation that lines are typed into, where it is not the usual one. */
function eolActivity(entry: Entry): Activity[] {
	const conversations = entry.isListener ? [] : [...entry.conversations()];
	return conversations
		.filter(({alive, eol}) => alive && eol !== '\n')
		.map(({name, eol}) => ({text: `${name} eol ${lineEndingName(eol)}`, ends: `${name} set eol=lf`, tone: 'plain'}));
}

/** One activity for all of a kind where there are more than anybody reads. */
function summed(activities: readonly Activity[], kind: string, ends = ''): readonly Activity[] {
	const [first] = activities;
	return first === undefined || activities.length <= limits.listed_activities
		? activities
		: [{...first, text: `${formatCount(activities.length)} ${kind}`, ends}];
}
