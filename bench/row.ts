/** What a row of the table is. Each is a file of `rows/`, registered in `rows.ts`. */

/** The name of our figures in `Measured`. */
export const ours = 'sockplay';

/** The metric that is printed in a column of its own: see `Measured`. */
export const processor = 'processor us';

/**
What one round measured, by program and metric: `{sockplay: {'MiB/s': 900}, 'bare node:net': {'MiB/s': 1000}}`.

The name of a metric is its unit, followed by what tells it from another of the same unit: `us p50`. `processor us` is
the processor time in microseconds for one unit of the work (a MiB, a datagram, a round trip): what the machine's other
programs do changes it less than they change a rate. A program that this machine lacks, and a metric that it cannot tell
(without /proc), is left out, or undefined; the table says that it was skipped.
*/
export type Measured = Readonly<Record<string, Readonly<Record<string, number>> | undefined>>;

/**
One thing to reach: a line of the table. With `against` it bounds the ratio of our figure to that program's, without it
bounds our figure itself.
*/
export type Mark = Readonly<{
	metric: string;
	/** A program of `Measured`. */
	against?: string;
	atLeast?: number;
	atMost?: number;
}>;

export type Row = Readonly<{
	/** Words with hyphens, `udp-echo-64`: `npm run bench udp` measures all rows that begin so. */
	id: string;
	/** What is measured, and how we run: 'UDP echo of 64 B, kept and logged, with the screen at 120x40'. */
	what: string;
	marks: readonly Mark[];
	/** Why a mark is not reached, and what was tried; printed below the table as a paragraph. */
	note?: string;
	/** One of the few that the README shows. */
	isInReadme?: boolean;
	/** Measured on one processor as well: see `--one-cpu`. */
	isPinnedToo?: boolean;
	/**
	One round, at most some 20 s: ours and every reference one after the other, each in processes of its own, in an order
	that `eachInTurn` changes from round to round. Rounds are counted from 0.
	*/
	measure: (round: number) => Promise<Measured>;
}>;
