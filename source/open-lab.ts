import {seededBytes} from './core/seeded-bytes.ts';
import {Lab} from './lab/lab.ts';
import {recordInWorker} from './recorder/in-worker.ts';
import {realNetwork} from './sockets/real-network.ts';
import {verbNames} from './commands/table.ts';

export type LabOptions = {
	readonly keep_bytes?: number;
	/** The seed of `random:`; without one, every session has its own. */
	readonly seed?: string;
	readonly now_us: () => number;
};

/** A session on the sockets of this machine. */
export function openLab({keep_bytes, seed, now_us}: LabOptions): Lab {
	return new Lab({
		network: realNetwork,
		recorder: recordInWorker(now_us),
		now_us,
		random: seededBytes(seed ?? String(now_us())),
		reservedNames: verbNames,
		...(keep_bytes !== undefined && {keep_bytes}),
	});
}
