/** The candidate that was most likely meant by a mistyped `word`: one that it is the beginning of, or one that a few slips away. Nothing when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
	const lower = word.toLowerCase();
	const begun = lower === '' ? undefined : candidates.find(candidate => candidate.startsWith(lower));
	if (begun !== undefined) {
		return begun;
	}

	const ranked = candidates
		.map(candidate => ({candidate, slips: editDistance(lower.slice(0, 40), candidate)}))
		.filter(({candidate, slips}) => slips <= Math.max(1, Math.floor(candidate.length / 3)) && slips < lower.length)
		.toSorted((one, other) => one.slips - other.slips);
	return ranked[0]?.candidate;
}

/** Letters to insert, leave out, exchange or swap with their neighbour, at the least, to make one word from the other (optimal string alignment). */
function editDistance(one: string, other: string): number {
	const rows = [Array.from({length: other.length + 1}, (_, column) => column)];
	for (let row = 1; row <= one.length; row++) {
		const current = [row];
		for (let column = 1; column <= other.length; column++) {
			const isSame = one[row - 1] === other[column - 1];
			const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
			current.push(Math.min(
				rows[row - 1]![column]! + 1,
				current[column - 1]! + 1,
				rows[row - 1]![column - 1]! + (isSame ? 0 : 1),
				isSwapped ? rows[row - 2]![column - 2]! + 1 : Infinity,
			));
		}

		rows.push(current);
	}

	return rows[one.length]![other.length]!;
}
