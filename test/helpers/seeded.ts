/** Numbers from 0 to below 1 that look like chance and are the same for the same seed, a whole number from 1 (Park and Miller's generator). */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = state * 48_271 % 2_147_483_647;
		return state / 2_147_483_647;
	};
}

/** Up to `longest` bytes, each as likely as the other. */
export function randomBytes(random: () => number, longest: number): Uint8Array {
	return new Uint8Array(Math.floor(random() * (longest + 1))).map(() => Math.floor(random() * 256));
}

/** Up to `most` of the pieces, set side by side in any order. */
export function randomText(random: () => number, pieces: readonly string[], most: number): string {
	return Array.from({length: Math.floor(random() * (most + 1))}, () => pieces[Math.floor(random() * pieces.length)]!).join('');
}

/** What is wrong with the place of a problem in `text`, or nothing. */
export function misplaced(text: string, found: {readonly start: number; readonly end: number}): string | undefined {
	const {start, end} = found;
	return start >= 0 && start <= end && end <= text.length ? undefined : `${JSON.stringify(text)} has no ${start} to ${end}`;
}
