/**
Where the history survives a restart: one line of the file for each line typed, readable by the owner alone.

Nobody waits for it: it is read and written in the background, in the order asked for. Two sockplays may run at once: a
line is appended in one write, so lines never mix, and a file that has grown too long is replaced whole. Where it cannot
be read or written (no such folder, no permission, a FIFO in its place), there is a history for this session only; that
is no error.
*/
import {rename, type FileHandle} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {limits} from '../core/limits.ts';
import {isProblem} from '../core/problem.ts';
import {appendTo, createFile, makeFolder} from '../files/create.ts';
import {openRegular} from '../files/regular.ts';

export type HistoryStore = {
	/**
	The lines of earlier sessions, the oldest first; empty when there are none or they cannot be read. Never rejects.
	*/
	load(): Promise<readonly string[]>;
	append(line: string): void;
	/** Waits until what was appended is in the file, or cannot be. */
	written(): Promise<void>;
};

/**
The platform's folder for state: `XDG_STATE_HOME` on Linux, which env-paths calls `log`. Rejects for a user without a
home, for whom env-paths cannot even be loaded.
*/
export async function stateFolder(): Promise<string> {
	const {default: envPaths} = await import('env-paths');
	const folders = envPaths('sockplay', {suffix: ''});
	return process.platform === 'darwin' || process.platform === 'win32' ? folders.data : folders.log;
}

/** The history in a folder, made when the first line is kept. */
export function historyFile(findFolder: () => Promise<string> = stateFolder): HistoryStore {
	let last: Promise<unknown> = Promise.resolve();
	/** One after the other. */
	const inTurn = async <Value>(act: (folder: string) => Promise<Value>): Promise<Value | undefined> => {
		const turn = last.then(async () => quietly(async () => act(await findFolder())));
		last = turn;
		return turn;
	};

	return {
		load: async () => await inTurn(async folder => load(path.join(folder, 'history'))) ?? [],
		append(line) {
			void inTurn(async folder => {
				await makeFolder(folder);
				await appendTo(path.join(folder, 'history'), `${line}\n`);
			});
		},
		async written() {
			await last;
		},
	};
}

async function load(file: string): Promise<readonly string[]> {
	const handle = await openRegular(file);
	if (isProblem(handle)) {
		return [];
	}

	const {lines, isWhole} = await readNewest(handle);
	const kept = lines.slice(-limits.history_lines);
	if (lines.length > 2 * limits.history_lines || !isWhole) {
		await quietly(async () => replace(file, kept));
	}

	return kept;
}

/** The lines in the last bytes of the file, which is closed, and made its owner's alone. */
async function readNewest(handle: FileHandle): Promise<{readonly lines: readonly string[]; readonly isWhole: boolean}> {
	try {
		await quietly(async () => handle.chmod(0o600));
		const {size} = await handle.stat();
		const start = Math.max(0, size - limits.history_bytes);
		const {buffer, bytesRead} = await handle.read({buffer: new Uint8Array(size - start), position: start});
		const lines = new TextDecoder().decode(buffer.subarray(0, bytesRead)).split('\n');
		const whole = start === 0 ? lines : lines.slice(1);
		return {lines: whole.filter(line => line !== '' && line.length <= limits.line_characters), isWhole: start === 0};
	} finally {
		await handle.close();
	}
}

/** A file with these lines takes the place of the one that is there. */
async function replace(file: string, lines: readonly string[]): Promise<void> {
	const next = `${file}.${process.pid}`;
	const made = await createFile(next, {overwrite: true});
	if (isProblem(made)) {
		return;
	}

	try {
		await made.writeFile(`${lines.join('\n')}\n`);
	} finally {
		await made.close();
	}

	await rename(next, file);
}

/** The file system may refuse; then there is nothing. */
async function quietly<Value>(act: () => Promise<Value>): Promise<Value | undefined> {
	try {
		return await act();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === undefined) {
			throw error;
		}

		return undefined;
	}
}
