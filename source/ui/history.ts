/** Lines typed before, as a pure reducer: walked with Up and Down, the line that was being typed kept at the bottom. */
import {limits} from '../core/limits.ts';

export type History = {
	/** The oldest first. */
	readonly lines: readonly string[];
	/** How many lines up from the bottom; 0 is the line being typed. */
	readonly up: number;
	/** What was being typed when the walk began. */
	readonly draft: string;
};

export function openHistory(lines: readonly string[]): History {
	return {lines: lines.slice(-limits.history_lines), up: 0, draft: ''};
}

/** The history with the lines of earlier sessions before its own; a walk goes on where it is. */
export function withEarlier(history: History, lines: readonly string[]): History {
	return {...history, lines: [...lines, ...history.lines].slice(-limits.history_lines)};
}

/** Whether a line is one to remember: not empty, one line, and not the same as the last. */
export function isWorthKeeping(history: History, line: string): boolean {
	return line.trim() !== '' && !line.includes('\n') && history.lines.at(-1) !== line;
}

/** The history after a line was entered; the walk is over. */
export function rememberLine(history: History, line: string): History {
	return openHistory(isWorthKeeping(history, line) ? [...history.lines, line] : history.lines);
}

/** The next older line, `typed` being what the prompt holds now; at the oldest nothing changes. */
export function olderLine(history: History, typed: string): {readonly history: History; readonly line: string} {
	if (history.up >= history.lines.length) {
		return {history, line: typed};
	}

	const up = history.up + 1;
	return {history: {...history, up, draft: history.up === 0 ? typed : history.draft}, line: history.lines.at(-up)!};
}

/** The next newer line; below the newest, the line that was being typed. */
export function newerLine(history: History, typed: string): {readonly history: History; readonly line: string} {
	if (history.up === 0) {
		return {history, line: typed};
	}

	const up = history.up - 1;
	return {history: {...history, up}, line: up === 0 ? history.draft : history.lines.at(-up)!};
}
