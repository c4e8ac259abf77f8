/** What Linux tells of processes and ports in /proc. Elsewhere nothing is known, and rows leave those figures out. */
import {readdirSync, readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';

/** The clock of /proc/PID/stat is counted in these on Linux, whatever the kernel's own tick (USER_HZ). */
const tick_us = 10_000;

/** Processor time of a process and all its threads since it began, in microseconds; a step is 10 ms. */
export function processorTime_us(pid: number): number | undefined {
	return ticksOf(`/proc/${pid}/stat`);
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
	let [time_us, wakeUps] = [0, 0];
	for (const thread of readdirSync(`/proc/${pid}/task`)) {
		const folder = `/proc/${pid}/task/${thread}`;
		const [time_ns] = textOf(`${folder}/schedstat`)?.split(' ') ?? [];
		const waited = /^voluntary_ctxt_switches:\s+(?<times>\d+)/mv.exec(textOf(`${folder}/status`) ?? '');
		if (time_ns === undefined || waited === null) {
			return undefined;
		}

		time_us += Number(time_ns) / 1000;
		wakeUps += Number(waited.groups!['times']);
	}

	return {time_us, wakeUps};
}

/** Processor time of each thread, by its name and number, to the nanosecond: which of them the work is done on. */
export function threadTimes_us(pid: number): Readonly<Record<string, number>> {
	const times: Record<string, number> = {};
	for (const thread of readdirSync(`/proc/${pid}/task`)) {
		const name = readFileSync(`/proc/${pid}/task/${thread}/comm`, 'utf8').trim();
		// The first field of schedstat: nanoseconds on a processor.
		times[`${name} ${thread}`] = Number(textOf(`/proc/${pid}/task/${thread}/schedstat`)?.split(' ', 1)[0] ?? 0) / 1000;
	}

	return times;
}

/** Bytes that a process has read so far, from sockets as from files (proc(5)). Throws where nobody counts. */
export function bytesRead(pid: number): number {
	return Number(/(?<=^rchar: )\d+/mv.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))![0]);
}

/** Resident memory in MiB: now, and the most there was. */
export function residentMemory(pid: number): {readonly now_MiB: number; readonly most_MiB: number} | undefined {
	const status = textOf(`/proc/${pid}/status`);
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
	if (textOf(`/proc/net/${transport}`) === undefined) {
		await sleep(2000);
		return;
	}

	const limit_ms = performance.now() + 10_000;
	while (!bound.test(textOf(`/proc/net/${transport}`)!)) {
		if (performance.now() > limit_ms) {
			throw new Error(`nobody has ${transport} port ${port} after 10 s`);
		}

		await sleep(10);
	}
}

function kilobytes(status: string, name: string): number {
	return Number(status.split(`${name}:`)[1]!.trim().split(' ', 1)[0]);
}

function ticksOf(file: string): number | undefined {
	const text = textOf(file);
	// The name in parentheses may hold blanks; utime and stime are the 14th and 15th field of all.
	const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
	return fields && (Number(fields[11]) + Number(fields[12])) * tick_us;
}

function textOf(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}
