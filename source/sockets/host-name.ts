import dns from 'node:dns/promises';

/** The name of a numeric address, by getnameinfo(3); the address itself where it has none. */
export async function hostName(host: string): Promise<string> {
	try {
		const {hostname} = await dns.lookupService(host, 0);
		return hostname;
	} catch {
		return host;
	}
}
