import type {Conditions} from './conditions.ts';
import type {Pace} from './pace.ts';

/** What an Ethernet frame carries of TCP over IPv4 (RFC 879): a slow line is fed in pieces of that size, or of a twentieth of a second where that is less. */
const segment_bytes = 1460;
const shortest_s = 0.001;
const longest_s = 0.05;

/** `rate=`: so many bytes a second. Each piece occupies the line for as long as its bytes take. */
export function rate({rate_bytes_per_second}: Conditions): Pace | undefined {
	if (rate_bytes_per_second === undefined) {
		return undefined;
	}

	const most = Math.max(1, Math.floor(rate_bytes_per_second * shortest_s), Math.floor(Math.min(segment_bytes, rate_bytes_per_second * longest_s)));
	return {
		most_bytes: () => most,
		passed: count => ({through_us: transmission_us(count, rate_bytes_per_second), next_us: transmission_us(count, rate_bytes_per_second)}),
	};
}

/** How long so many bytes occupy a line of this rate. */
export function transmission_us(bytes: number, bytes_per_second: number | undefined): number {
	return bytes_per_second === undefined ? 0 : bytes * 1e6 / bytes_per_second;
}
