/** The longest block of lines that is found repeated. */
const max_block = 6;
/** Rounds from which on a block is worth one. */
const min_rounds = 3;

/** Puts lines that follow each other several times in a row into `repeat N` … `end`. */
export function foldRepeats(lines: readonly string[]): string[] {
	const folded: string[] = [];
	for (let at = 0; at < lines.length;) {
		const {length, rounds} = repeatAt(lines, at);
		const block = lines.slice(at, at + length);
		folded.push(...rounds === 1 ? block : [`repeat ${rounds}`, ...block.map(line => `  ${line}`), 'end']);
		at += length * rounds;
	}

	return folded;
}

/** The shortest block at a line that comes often enough, else the line alone. */
function repeatAt(lines: readonly string[], at: number): {readonly length: number; readonly rounds: number} {
	for (let length = 1; length <= max_block; length++) {
		const rounds = roundsAt(lines, at, length);
		if (rounds >= min_rounds) {
			return {length, rounds};
		}
	}

	return {length: 1, rounds: 1};
}

function roundsAt(lines: readonly string[], at: number, length: number): number {
	const isSame = (round: number) => {
		const start = at + (round * length);
		return start + length <= lines.length
			&& lines.slice(start, start + length).every((line, index) => line === lines[at + index] && !line.startsWith('#'));
	};

	let rounds = 1;
	while (isSame(rounds)) {
		rounds++;
	}

	return rounds;
}
