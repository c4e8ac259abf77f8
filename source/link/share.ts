import {correlated, type Chance} from './chance.ts';

/** Whether the next is one of `share` (0 to 1) of all: for `dup=`, `reorder=` and `corrupt=`. Draws nothing where there is nothing to decide. */
export function share(part: number | undefined, correlation: number | undefined, chance: Chance): () => boolean {
	if (part === undefined || part === 0) {
		return () => false;
	}

	const draw = correlated(chance, correlation ?? 0);
	return () => draw() < part;
}
