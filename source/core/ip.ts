/** Parses numeric addresses without the system's resolver: RFC 4291 section 2.2 for IPv6. */

/** The four parts of a dotted address, or undefined. No leading zeros: some systems read those as octal. */
export function ipv4Parts(host: string): readonly number[] | undefined {
	const parts = host.split('.');
	const isValid = parts.length === 4 && parts.every(part => /^(?:0|[1-9]\d{0,2})$/v.test(part) && Number(part) <= 255);
	return isValid ? parts.map(Number) : undefined;
}

/** The eight groups of an IPv6 address, `::` and a dotted tail resolved, or undefined. A zone (`%eth0`) is ignored. */
export function ipv6Groups(host: string): readonly number[] | undefined {
	const [address, zone, ...more] = host.split('%');
	if (address === undefined || zone === '' || more.length > 0 || !/^[\d.:a-f]+$/iv.test(address)) {
		return undefined;
	}

	const [head, tail, ...others] = address.split('::');
	if (head === undefined || others.length > 0) {
		return undefined;
	}

	const before = readGroups(head, tail === undefined);
	const after = tail === undefined ? [] : readGroups(tail, true);
	if (before === undefined || after === undefined) {
		return undefined;
	}

	const missing = 8 - before.length - after.length;
	if (tail === undefined ? missing !== 0 : missing < 1) {
		return undefined;
	}

	return [...before, ...Array.from({length: missing}, () => 0), ...after];
}

/** Whether it is a numeric address that needs no name lookup. */
export function isNumericHost(host: string): boolean {
	return ipv4Parts(host) !== undefined || ipv6Groups(host) !== undefined;
}

/**
The same text for every notation of a numeric address. IPv4 within IPv6 (`::ffff:127.0.0.1`) becomes its IPv4 address. A
zone is kept only where it matters. Other hosts: in lower case.
*/
export function canonicalHost(host: string): string {
	const groups = ipv6Groups(host);
	if (groups === undefined) {
		return host.toLowerCase();
	}

	if (groups.slice(0, 5).every(group => group === 0) && groups[5] === 0xFF_FF) {
		return groups.slice(6).flatMap(group => [group >> 8, group & 0xFF]).join('.');
	}

	const zone = host.split('%', 2)[1];
	return groups.map(group => group.toString(16)).join(':') + (zone !== undefined && hasZone(groups) ? `%${zone}` : '');
}

/**
A text with addresses in which IPv4 ones are written as such: a listener on every interface sees IPv4 clients at
IPv4-mapped IPv6 addresses (RFC 4291, 2.5.5.2).
*/
export function withoutMapping(text: string): string {
	return text.includes('[::ffff:') ? text.replaceAll(/\[::ffff:(?<ipv4>[\d.]+)\]/gv, '$<ipv4>') : text;
}

/**
Whether the zone is part of an address: for link-local unicast, and for multicast of interface or link scope (RFC 4007;
ipv6(7), sin6_scope_id). `::1%lo` is `::1`.
*/
function hasZone([first = 0]: readonly number[]): boolean {
	const isLinkLocal = (first & 0xFF_C0) === 0xFE_80;
	const isMulticast = (first & 0xFF_00) === 0xFF_00;
	return isLinkLocal || (isMulticast && [1, 2].includes(first & 0x0F));
}

/** The groups on one side of `::`; a dotted address counts as two and may only come last. */
function readGroups(text: string, isLast: boolean): number[] | undefined {
	if (text === '') {
		return [];
	}

	const found: number[] = [];
	const words = text.split(':');
	for (const [index, word] of words.entries()) {
		const dotted = isLast && index === words.length - 1 ? ipv4Parts(word) : undefined;
		if (dotted !== undefined) {
			found.push((dotted[0]! << 8) | dotted[1]!, (dotted[2]! << 8) | dotted[3]!);
		} else if (/^[\da-f]{1,4}$/iv.test(word)) {
			found.push(Number.parseInt(word, 16));
		} else {
			return undefined;
		}
	}

	return found;
}
