import os from 'node:os';
import process from 'node:process';

/** This machine, as it stands beside figures: processor, how many of them, memory, system, Node. */
export function machine(): string {
	const model = os.cpus()[0]?.model.trim() ?? 'unknown processor';
	const memory_GiB = Math.round(os.totalmem() / 2 ** 30);
	return `${model}, ${os.cpus().length} cores, ${memory_GiB} GiB, ${os.type()} ${os.release()}, Node ${process.version}`;
}
