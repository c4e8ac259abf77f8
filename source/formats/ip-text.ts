/** Four bytes as `127.0.0.1`, sixteen as RFC 5952 writes them: `::1`, `2001:db8::5`. */
export function ipText(address: Uint8Array): string {
	if (address.length === 4) {
		return address.join('.');
	}

	const groups = Array.from(
		{length: 8},
		(_, index) => ((address[index * 2] ?? 0) << 8) | (address[(index * 2) + 1] ?? 0),
	);
	const {at, length} = longestZeros(groups);
	const text = (part: readonly number[]) => part.map(group => group.toString(16)).join(':');
	return length < 2 ? text(groups) : `${text(groups.slice(0, at))}::${text(groups.slice(at + length))}`;
}

function longestZeros(groups: readonly number[]): {readonly at: number; readonly length: number} {
	let longest = {at: 0, length: 0};
	let length = 0;
	for (const [index, group] of groups.entries()) {
		length = group === 0 ? length + 1 : 0;
		if (length > longest.length) {
			longest = {at: index + 1 - length, length};
		}
	}

	return longest;
}
