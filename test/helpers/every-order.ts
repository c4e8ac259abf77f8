/**
Every sequence of `length` moves, each of them any of `moves`.

@yields one sequence after the other.
*/
export function * everyOrder<Move>(moves: readonly Move[], length: number): Generator<readonly Move[]> {
	const orders = moves.length ** length;
	for (let order = 0; order < orders; order++) {
		yield Array.from({length}, (_, place) => moves[Math.floor(order / (moves.length ** place)) % moves.length]!);
	}
}
