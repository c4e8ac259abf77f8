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

/** A mark whose program was not there. */
export type Skipped = Readonly<{row: Row; mark: Mark; isPinned: boolean; missing: string}>;

export function outcome(row: Row, mark: Mark, all: readonly Measured[], isPinned: boolean): Line | Skipped {
	const [figures, references] = [ours, mark.against ?? ours].map(name => ofAll(all, name, mark.metric));
	if (references!.length === 0 || figures!.length === 0) {
		return {row, mark, isPinned, missing: mark.against ?? ours};
	}

	const isRatio = mark.against !== undefined;
	const results = isRatio ? figures!.map((figure, round) => figure / references![round]!) : figures!;
	const result = median(results);
	const [spent, theirs] = [ours, mark.against ?? ours].map(name => ofAll(all, name, processor));
	const hasTimes = isRatio && spent!.length > 0 && theirs!.length > 0;
	return {
		row,
		mark,
		isPinned,
		figure: median(figures!),
		...isRatio && {reference: median(references!)},
		result,
		least: quantile(results, 0),
		most: quantile(results, 1),
		...hasTimes && {processorRatio: median(spent!.map((time, round) => time / theirs![round]!))},
		isReached: result >= (mark.atLeast ?? -Infinity) && result <= (mark.atMost ?? Infinity),
		rounds: results.length,
	};
}

function ofAll(all: readonly Measured[], program: string, metric: string): readonly number[] {
	return all.map(measured => measured[program]?.[metric]).filter(value => value !== undefined);
}
