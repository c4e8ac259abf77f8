/** What all rounds of a row come to: a line for each of its marks. */
import {median, quantile} from './helpers/median.ts';
import {type Mark, type Measured, ours, processor, type Row} from './row.ts';

/** One line of the table. Figures are medians of the rounds. */
export type Line = Readonly<{
	row: Row;
	mark: Mark;
	isPinned: boolean;
	figure: number;
	reference?: number;
	/** What is bound: the ratio to the reference, or the figure itself; with the least and the most of all rounds. */
	result: number;
	least: number;
	most: number;
	/** Our processor time by that of the reference, for the same work. */
	processorRatio?: number;
	isReached: boolean;
	rounds: number;
}>;

/** A mark without a figure, and why. */
export type Unmeasured = Readonly<{row: Row; mark: Mark; isPinned: boolean; why: string}>;

export function outcome(row: Row, mark: Mark, all: readonly Measured[], isPinned: boolean): Line | Unmeasured {
	const [program, reference] = [ours, mark.against ?? ours];
	const [figures, references] = both(all, mark.metric, program, reference);
	if (figures.length === 0) {
		return {row, mark, isPinned, why: whyNot(all, program, reference)};
	}

	const isRatio = mark.against !== undefined;
	const results = isRatio ? ratios(figures, references) : figures;
	const times = isRatio ? ratios(...both(all, processor, program, reference)) : [];
	const result = median(results);
	return {
		row,
		mark,
		isPinned,
		figure: median(figures),
		...isRatio && {reference: median(references)},
		result,
		least: quantile(results, 0),
		most: quantile(results, 1),
		...times.length > 0 && {processorRatio: median(times)},
		isReached: result >= (mark.atLeast ?? -Infinity) && result <= (mark.atMost ?? Infinity),
		rounds: results.length,
	};
}

function whyNot(all: readonly Measured[], program: string, reference: string): string {
	if (all.length === 0) {
		return 'FAILED: nothing was measured';
	}

	const isThere = all.some(measured => measured[reference] !== undefined);
	return reference === program || isThere
		? 'skipped: not known on this machine'
		: `skipped: no ${reference} on this machine`;
}

/** A metric of two programs, of the rounds that measured it of both. */
function both(all: readonly Measured[], metric: string, one: string, other: string): readonly [number[], number[]] {
	const pairs = all.map(measured => [measured[one]?.[metric], measured[other]?.[metric]] as const)
		.filter((pair): pair is readonly [number, number] => !pair.includes(undefined));
	return [pairs.map(([figure]) => figure), pairs.map(([, figure]) => figure)];
}

function ratios(figures: readonly number[], references: readonly number[]): number[] {
	return figures.map((figure, round) => figure / references[round]!);
}
