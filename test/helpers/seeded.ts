/** Numbers from 0 to below 1 that look like chance and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = Math.trunc(state + 0x6D_2B_79_F5) % 0x1_00_00_00_00;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_00_00_00_00;
	};
}

/** Up to `longest` bytes, each as likely as the other. */
export function randomBytes(random: () => number, longest: number): Uint8Array {
	return Uint8Array.from({length: Math.floor(random() * (longest + 1))}, () => Math.floor(random() * 256));
}

/** Up to `most` of the pieces, set side by side in any order. */
export function randomText(random: () => number, pieces: readonly string[], most: number): string {
	return Array.from({length: Math.floor(random() * (most + 1))}, () => pieces[Math.floor(random() * pieces.length)]!).join('');
}
