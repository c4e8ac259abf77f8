/** Where the borders between the panes stand, as shares of the screen: they keep their place when it is resized. */

export type Borders = {
	/** Side by side: the columns of the left pane. */
	readonly left: number;
	/** Side by side: the rows above the pane of views. */
	readonly above: number;
	/** Stacked: the rows above the second pane, and above the third. */
	readonly second: number;
	readonly third: number;
};

export const usualBorders: Borders = {left: 0.5, above: 0.6, second: 0.35, third: 0.67};

/** A share of `total` cells that leaves `least` of them on either side. */
export function cellsOf(share: number, total: number, least: readonly [before: number, after: number]): number {
	return Math.max(least[0], Math.min(total - least[1], Math.round(share * total)));
}
