/** Addresses as they are printed, without what goes without saying: the host of IPv4's loopback. */

const loopbackHost = /^127\.0\.0\.1(?=:\d)/v;

/** `:4000` for a port of IPv4's loopback; any other address as it is. */
export function shortAddress(address: string): string {
	return address.replace(loopbackHost, '');
}

/** The shortest word of the language for it: `tcp:4000`, `udp:[::1]:5000`, `unix:/tmp/x`; nothing for no address. */
export function shortAddressWord(transport: 'tcp' | 'udp' | 'unix', address: string): string {
	return transport === 'unix' || address === '' ? address : `${transport}:${shortAddress(address).replace(/^:/v, '')}`;
}
