/** Lines typed before, as a pure reducer: walked with Up and Down, the line that was being typed kept at the bottom. */
import {limits} from '../core/limits.ts';

export type History = {
	/** The oldest first. */
	readonly lines: readonly string[];
	/** Where each prompt is, by its name. One that walks nowhere is at its bottom. */
	readonly walks: Readonly<Record<string, Walk>>;
};

export type Walk = {
	/** How many lines up from the bottom; 0 is the line being typed. */
	readonly up: number;
	/** What was typed at the bottom and what lines were changed to, by how many lines up they are. */
	readonly typed: Readonly<Record<number, string>>;
};

type Walked = {readonly history: History; readonly line: string};

const bottom: Walk = {up: 0, typed: {}};

export function openHistory(lines: readonly string[]): History {
	return {lines: lines.slice(-limits.history_lines), walks: {}};
}

/** The history with the lines of earlier sessions before its own; a walk goes on where it is. */
export function withEarlier(history: History, lines: readonly string[]): History {
	return {...history, lines: [...lines, ...history.lines].slice(-limits.history_lines)};
}

/** Whether a line is one to remember: not empty, one line, and not the same as the last. */
export function isWorthKeeping(history: History, line: string): boolean {
	return line.trim() !== '' && !line.includes('\n') && history.lines.at(-1) !== line;
}

/** The history after a line was entered; the walks are over. */
export function rememberLine(history: History, line: string): History {
	return openHistory(isWorthKeeping(history, line) ? [...history.lines, line] : history.lines);
}

/**
The next older line for a prompt that holds `typed`, which is kept for the way back; one that reads the same is passed
over. At the oldest nothing changes.
*/
export function olderLine(history: History, prompt: string, typed: string): Walked {
	const {up} = history.walks[prompt] ?? bottom;
	const older = history.lines.slice(0, history.lines.length - up);
	const found = older.findLastIndex(line => line !== typed);
	return found === -1 ? {history, line: typed} : goTo(history, prompt, history.lines.length - found, typed);
}

/** The next newer line; below the newest, the line that was being typed. */
export function newerLine(history: History, prompt: string, typed: string): Walked {
	const {up} = history.walks[prompt] ?? bottom;
	return up === 0 ? {history, line: typed} : goTo(history, prompt, up - 1, typed);
}

function goTo({lines, walks}: History, prompt: string, up: number, typed: string): Walked {
	const walk = walks[prompt] ?? bottom;
	const isChanged = typed !== lines.at(-walk.up) || walk.up === 0;
	const kept = isChanged ? {...walk.typed, [walk.up]: typed} : walk.typed;
	return {
		history: {lines, walks: {...walks, [prompt]: {up, typed: kept}}},
		line: kept[up] ?? (up === 0 ? '' : lines.at(-up)!),
	};
}

/** How many lines up the next line from `up` on is that holds `query`, in letters of any case; 0 when there is none. */
export function findLine({lines}: History, query: string, up: number, isWanted: (line: string) => boolean): number {
	const wanted = query.toLowerCase();
	const older = lines.slice(0, lines.length - up);
	const at = older.findLastIndex(line => isWanted(line) && line.toLowerCase().includes(wanted));
	return at === -1 ? 0 : lines.length - at;
}
