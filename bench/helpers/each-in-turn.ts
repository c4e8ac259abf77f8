import type {Measured} from '../row.ts';

type Figures = Readonly<Record<string, number>>;

/** Measures one program after the other, another one first in each round. Those that are undefined are skipped. */
export async function eachInTurn(
	round: number,
	programs: Readonly<Record<string, (() => Promise<Figures>) | undefined>>,
): Promise<Measured> {
	const all = Object.entries(programs);
	const first = round % all.length;
	const measured: Record<string, Figures | undefined> = {};
	for (const [name, measure] of [...all.slice(first), ...all.slice(0, first)]) {
		measured[name] = await measure?.();
	}

	return measured;
}
