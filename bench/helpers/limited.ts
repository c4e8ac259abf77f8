/** A round that hangs must not keep the others waiting. */
import {execFileSync} from 'node:child_process';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';

/** Answers what the work does. Throws when that takes longer, and kills all that this process has started. */
export async function limited<Result>(limit_ms: number, work: Promise<Result>): Promise<Result> {
	const ended = new AbortController();
	try {
		return await Promise.race([work, expired(limit_ms, ended.signal)]);
	} finally {
		ended.abort();
	}
}

async function expired(limit_ms: number, signal: AbortSignal): Promise<never> {
	await sleep(limit_ms, undefined, {signal});
	killDescendants();
	throw new Error(`not done after ${limit_ms / 1000} s`);
}

/** By ps(1), since one in a pseudo-terminal is in a session of its own. */
function killDescendants(): void {
	const lines = execFileSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid='], {encoding: 'utf8'}).trim().split('\n');
	const children = Map.groupBy(lines.map(line => line.trim().split(/\s+/v).map(Number)), ([, parent]) => parent);
	const below = (pid: number): number[] => (children.get(pid) ?? []).flatMap(([child]) => [child!, ...below(child!)]);
	for (const pid of below(process.pid)) {
		killIfThere(pid);
	}
}

function killIfThere(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It has ended meanwhile, as ps itself has.
	}
}
