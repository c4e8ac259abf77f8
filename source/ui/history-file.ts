/**
Where the history survives a restart: one line of the file for each line typed, readable by the owner alone.

Two sockplays may run at once: a line is appended in one write, so lines never mix, and a file that has grown too long is replaced whole. A folder that cannot be written means a history for this session only; that is no error.
*/
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import envPaths from 'env-paths';
import {limits} from '../core/limits.ts';

export type HistoryStore = {
	/** The lines of earlier sessions, the oldest first; empty when there are none or they cannot be read. */
	load(): readonly string[];
	append(line: string): void;
};

/** The platform's folder for state: `XDG_STATE_HOME` on Linux, which env-paths calls `log`. */
export function stateFolder(): string {
	const folders = envPaths('sockplay', {suffix: ''});
	return process.platform === 'darwin' || process.platform === 'win32' ? folders.data : folders.log;
}

/** The history in `folder`, made when the first line is kept. */
export function historyFile(folder: string = stateFolder()): HistoryStore {
	const file = path.join(folder, 'history');
	return {
		load: () => quietly(() => shorten(file, readLines(file))) ?? [],
		append(line) {
			quietly(() => {
				fs.mkdirSync(folder, {recursive: true, mode: 0o700});
				fs.appendFileSync(file, `${line}\n`, {mode: 0o600});
			});
		},
	};
}

function readLines(file: string): string[] {
	return fs.readFileSync(file, 'utf8').split('\n').filter(line => line !== '');
}

/** Replaces a file of more than twice the limit by its newest lines. */
function shorten(file: string, lines: readonly string[]): readonly string[] {
	const kept = lines.slice(-limits.history_lines);
	if (lines.length > 2 * limits.history_lines) {
		const next = `${file}.${process.pid}`;
		fs.writeFileSync(next, `${kept.join('\n')}\n`, {mode: 0o600});
		fs.renameSync(next, file);
	}

	return kept;
}

/** The file system may refuse; then there is nothing. */
function quietly<Value>(act: () => Value): Value | undefined {
	try {
		return act();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === undefined) {
			throw error;
		}

		return undefined;
	}
}
