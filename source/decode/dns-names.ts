/**
What the names of a DNS message would cost to read, from its bytes alone. A name may point to an earlier one (RFC 1035, section 4.1.4), and that to an earlier one again: 16 KiB of such pointers make a name of a few letters cost thousands of steps, for each record that uses it.
*/

/** The highest offset that a pointer has room for, and one more. */
const pointed_bytes = 0x40_00;
const pointer_bits = 0xC0;

/** How many pointers follow each other at the most wherever a name begins; in time linear in the bytes. */
export function longestChain(bytes: Uint8Array): number {
	const chains = new Uint16Array(Math.min(bytes.length, pointed_bytes));
	let longest = 0;
	for (let at = 0; at + 1 < bytes.length; at++) {
		const target = ((bytes[at]! - pointer_bits) * 256) + bytes[at + 1]!;
		if (target < 0) {
			continue;
		}

		const chain = target < at ? chains[target]! + 1 : 1;
		longest = Math.max(longest, chain);
		if (at < chains.length) {
			chains[at] = chain;
		}
	}

	return longest;
}
