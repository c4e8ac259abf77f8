/** Whole numbers from 1: one sequence for all journals whose events are printed together. */
export class Sequence {
	last = 0;

	next(): number {
		this.last++;
		return this.last;
	}
}
