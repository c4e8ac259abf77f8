/** A session on real sockets, recorded or saved, and what other programs say of the file. */
import {execFile, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {TestContext} from 'node:test';
import {execute} from '../../source/commands/execute.ts';
import {isProblem} from '../../source/core/problem.ts';
import type {LabEvent} from '../../source/core/events.ts';
import {now_us} from '../../source/core/clock.ts';
import type {Lab} from '../../source/lab/lab.ts';
import {openLab} from '../../source/open-lab.ts';

/** A folder of this test's own, gone when it ends. */
export function folderFor(t: TestContext): string {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-test-'));
	t.after(() => {
		rmSync(folder, {recursive: true});
	});
	return folder;
}

/** A lab on the sockets of this machine, closed when the test ends. */
export function realLab(t: TestContext): Lab {
	const lab = openLab({now_us, seed: 'test'});
	t.after(async () => {
		lab.closeAll();
		await lab.recordings.end();
	});
	return lab;
}

/** Runs lines, each when the one before has finished; throws at a mistake. Answers the text of the last. */
export async function lines(lab: Lab, ...texts: readonly string[]): Promise<readonly string[]> {
	let said: readonly string[] = [];
	for (const text of texts) {
		const outcome = await execute(lab, text, {screen: false});
		if (isProblem(outcome)) {
			throw new Error(`${text}: ${outcome.message}`);
		}

		said = outcome.text ?? [];
	}

	return said;
}

/** Runs a line and waits until as many bytes have been received by an endpoint as are told. */
export async function linesUntil(lab: Lab, text: string, fits: (event: LabEvent) => boolean): Promise<void> {
	const seen = new Promise<void>(resolve => {
		const stop = lab.journal.subscribe(event => {
			if (fits(event)) {
				stop();
				resolve();
			}
		});
	});
	await lines(lab, text);
	await seen;
}

/** Why a test that needs these programs is skipped; false where they are all here. */
export function missing(...programs: readonly string[]): string | false {
	const absent = programs.filter(program => spawnSync(program, ['--version']).error !== undefined);
	return absent.length === 0 ? false : `NOT TESTED: ${absent.join(' and ')} is not installed here (Debian: apt install tshark xxd)`;
}

/** What a program prints. */
export async function printed(program: string, ...words: readonly string[]): Promise<string> {
	return new Promise((resolve, reject) => {
		execFile(program, words, {maxBuffer: 256 * 1024 * 1024}, (error, stdout) => {
			if (error === null) {
				resolve(stdout);
			} else {
				reject(new Error(`${program}: ${error.message}`));
			}
		});
	});
}

/** What tshark finds worth a warning or a note: `Warns: Connection reset (RST)`. It checks IP's checksums; those of TCP and UDP are unfinished, as in every capture of Linux's loopback device. */
export async function complaints(file: string): Promise<string[]> {
	const text = await printed('tshark', '-r', file, '-o', 'ip.check_checksum:TRUE', '-q', '-z', 'expert');
	let group = '';
	const found: string[] = [];
	for (const line of text.split('\n')) {
		group = /^(?<group>\w+) \(\d+\)$/v.exec(line)?.groups?.['group'] ?? group;
		const summary = /^\s+\d+\s+\S+\s+\S+\s+(?<summary>\S.*)$/v.exec(line)?.groups?.['summary'];
		if (summary !== undefined && group !== 'Chats' && group !== 'Comments') {
			found.push(`${group}: ${summary}`);
		}
	}

	return found;
}

/** Both directions of a TCP conversation as tshark puts them together: the client's bytes, the server's. */
export async function followed(file: string, stream: number): Promise<readonly [string, string]> {
	const text = await printed('tshark', '-r', file, '-q', '-z', `follow,tcp,raw,${stream}`);
	const rows = text.split('\n').filter(line => /^\t?[\da-f]+$/v.test(line));
	const side = (isServer: boolean) => rows.filter(row => row.startsWith('\t') === isServer).map(row => row.trim()).join('');
	return [side(false), side(true)];
}
