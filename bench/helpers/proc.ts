/**
What Linux tells of processes and ports in /proc. Elsewhere nothing is known (undefined), and rows leave those figures
out. Of a process that has ended all of it throws.
*/
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';

/** The clock of /proc/PID/stat is counted in these on Linux, whatever the kernel's own tick (USER_HZ). */
const tick_us = 10_000;

/** Processor time of a process and all its threads since it began, in microseconds; a step is 10 ms. */
export function processorTime_us(pid: number): number | undefined {
	const text = textOf(pid, 'stat');
	// The name in parentheses may hold blanks; utime and stime are the 14th and 15th field of all.
	const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
	return fields && (Number(fields[11]) + Number(fields[12])) * tick_us;
}

/** Processor time of the main thread, which has the number of the process, in microseconds, to the nanosecond. */
export function mainThreadTime_us(pid: number): number | undefined {
	return threadTime_us(pid, pid);
}

/** What the threads of a process have done since they began. */
export type ThreadWork = {
	/** Processor time, to the nanosecond. */
	readonly time_us: number;
	/** How often one of them had waited for something, and went on. */
	readonly wakeUps: number;
};

/** What a process that does next to nothing does; undefined where the kernel does not count it (schedstats). */
export function threadWork(pid: number): ThreadWork | undefined {
	if (mainThreadTime_us(pid) === undefined) {
		return undefined;
	}

	let [time_us, wakeUps] = [0, 0];
	for (const thread of readdirSync(`/proc/${pid}/task`)) {
		const status = textOf(`${pid}/task/${thread}`, 'status')!;
		time_us += threadTime_us(pid, thread)!;
		wakeUps += Number(/(?<=^voluntary_ctxt_switches:\s+)\d+/mv.exec(status)![0]);
	}

	return {time_us, wakeUps};
}

/** Bytes that a process has read so far, from sockets as from files (proc(5)). */
export function bytesRead(pid: number): number | undefined {
	const text = textOf(pid, 'io');
	return text === undefined ? undefined : Number(/(?<=^rchar: )\d+/mv.exec(text)![0]);
}

/** Resident memory in MiB: now, and the most there was. */
export function residentMemory(pid: number): {readonly now_MiB: number; readonly most_MiB: number} | undefined {
	const status = textOf(pid, 'status');
	if (status === undefined) {
		return undefined;
	}

	const [now_MiB, most_MiB] = ['VmRSS', 'VmHWM'].map(name => kilobytes(status, name) / 1024);
	return {now_MiB: now_MiB!, most_MiB: most_MiB!};
}

/** Waits until a socket of this machine has the port, for TCP one that listens. Where nobody knows, two seconds. */
export async function portInUse(port: number, transport: 'tcp' | 'udp' = 'tcp'): Promise<void> {
	const state = transport === 'tcp' ? '0A' : '07';
	const hex = port.toString(16).toUpperCase().padStart(4, '0');
	const bound = new RegExp(String.raw`^\s*\d+: \S+:${hex} \S+ ${state} `, 'mv');
	if (textOf('self', `net/${transport}`) === undefined) {
		await sleep(2000);
		return;
	}

	const limit_ms = performance.now() + 10_000;
	while (!bound.test(textOf('self', `net/${transport}`)!)) {
		if (performance.now() > limit_ms) {
			throw new Error(`nobody has ${transport} port ${port} after 10 s`);
		}

		await sleep(10);
	}
}

function kilobytes(status: string, name: string): number {
	return Number(status.split(`${name}:`)[1]!.trim().split(' ', 1)[0]);
}

function threadTime_us(pid: number, thread: number | string): number | undefined {
	// The first field: nanoseconds on a processor.
	const text = textOf(`${pid}/task/${thread}`, 'schedstat');
	return text === undefined ? undefined : Number(text.split(' ', 1)[0]) / 1000;
}

/** A file that each process has; undefined where this one has none of its name. */
function textOf(folder: number | string, name: string): string | undefined {
	return existsSync(`/proc/self/${name}`) ? readFileSync(`/proc/${folder}/${name}`, 'utf8') : undefined;
}
