/**
How well a word that a person typed matches a text: for menus that narrow while somebody types.

The order of certainty: the text begins with the word; a later part of the text does (`close` in `half-close`); the
letters of the word occur in the text in their order (`lst` in `list`). Letters of any case match.
*/

/** 0: begins with it, and is nothing else; 1: begins with it; 2: one of its parts does; 3: has its letters in order. */
export type MatchRank = 0 | 1 | 2 | 3;

/** The rank of `text` for `word`, or undefined when it does not match. An empty word matches everything. */
export function matchRank(word: string, text: string): MatchRank | undefined {
	const wanted = word.toLowerCase();
	const found = text.toLowerCase();
	if (found.startsWith(wanted)) {
		return found === wanted ? 0 : 1;
	}

	if (partStarts(found).some(start => found.startsWith(wanted, start))) {
		return 2;
	}

	return hasInOrder(found, wanted) ? 3 : undefined;
}

/**
Those of `items` that match best, the best first and else in their order: all that begin with the word, or, where none
does, all that have a part that begins with it, or else all that have its letters in order, the shortest first.
*/
export function bestMatches<Item>(
	word: string,
	items: readonly Item[],
	textOf: (item: Item) => string,
): readonly Item[] {
	const found = items.flatMap(item => {
		const rank = matchRank(word, textOf(item));
		return rank === undefined ? [] : [{item, rank, length: rank === 3 ? textOf(item).length : 0}];
	});
	const best = Math.min(3, ...found.map(({rank}) => Math.max(1, rank)));
	return found
		.filter(({rank}) => rank <= best)
		.toSorted((one, other) => one.length - other.length)
		.toSorted((one, other) => one.rank - other.rank)
		.map(({item}) => item);
}

/** Where the parts of a text begin, the first one left out: behind anything that is no letter or digit. */
function partStarts(text: string): readonly number[] {
	return Array.from(text.matchAll(/(?<=[^\p{Letter}\p{Number}])[\p{Letter}\p{Number}]/gv), ({index}) => index);
}

function hasInOrder(text: string, letters: string): boolean {
	let at = 0;
	for (const letter of letters) {
		const found = text.indexOf(letter, at);
		if (found === -1) {
			return false;
		}

		at = found + letter.length;
	}

	return true;
}
