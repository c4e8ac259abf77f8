/**
The candidate that a mistyped `word` most likely means: one that begins with it, or one at a small edit distance.
Undefined when none is near.
*/
export function nearest(word: string, candidates: readonly string[]): string | undefined {
	const lower = word.toLowerCase();
	const begun = lower === '' ? undefined : candidates.find(candidate => candidate.startsWith(lower));
	if (begun !== undefined) {
		return begun;
	}

	const ranked = candidates
		.map(candidate => ({candidate, edits: editDistance(lower.slice(0, 40), candidate)}))
		.filter(({candidate, edits}) => edits <= Math.max(1, Math.floor(candidate.length / 3)) && edits < lower.length)
		.toSorted((one, other) => one.edits - other.edits);
	return ranked[0]?.candidate;
}

/**
Fewest insertions, deletions, substitutions and transpositions that turn one word into the other (optimal string
alignment).
*/
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
