/**
Estimates the cost of reading the names of a DNS message. A name may point to an earlier one (RFC 1035, section 4.1.4),
and that to an earlier one again: with 16 KiB of such pointers a short name takes thousands of steps, for each record
that uses it.
*/

/** Offsets that a pointer can hold: 14 bits. */
const pointed_bytes = 0x40_00;
/** The two high bits that mark a pointer. */
const pointer_bits = 0xC0;

/** How many pointers follow each other at most wherever a name begins; in time linear in the bytes. */
export function longestChain(bytes: Uint8Array): number {
	const chains = new Uint16Array(Math.min(bytes.length, pointed_bytes));
	let longest = 0;
	for (let at = 0; at + 1 < bytes.length; at++) {
		if ((bytes[at]! & pointer_bits) !== pointer_bits) {
			continue;
		}

		const target = ((bytes[at]! & ~pointer_bits) << 8) | bytes[at + 1]!;
		const chain = target < at ? chains[target]! + 1 : 1;
		longest = Math.max(longest, chain);
		if (at < chains.length) {
			chains[at] = chain;
		}
	}

	return longest;
}
