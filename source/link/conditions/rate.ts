import {rate as rateKind} from '../../language/kinds.ts';
import {transmission_us, type Pacer} from '../pacer.ts';
import {defineCondition} from './condition.ts';
import {rateText} from './text.ts';

/**
What an Ethernet frame carries of TCP over IPv4 (RFC 879): a slow line is fed in pieces of that size, or of a twentieth
of a second where that is less.
*/
const segment_bytes = 1460;
const shortest_s = 0.001;
const longest_s = 0.05;

/** So many bytes a second. Each piece occupies the line for as long as its bytes take. */
export const rate = defineCondition({
	name: 'rate',
	settings: {rate: {kind: rateKind, summary: '50kbit, 1.5mbit, 64KiB/s', text: rateText}},
	stream: ({rate: bytes_per_second}) => ({pacer: pacerOf(bytes_per_second!)}),
	datagram: ({rate: bytes_per_second}) => ({rate_bytes_per_second: bytes_per_second!}),
});

function pacerOf(bytes_per_second: number): Pacer {
	const shortest = Math.floor(bytes_per_second * shortest_s);
	const longest = Math.floor(Math.min(segment_bytes, bytes_per_second * longest_s));
	const max = Math.max(1, shortest, longest);
	return {
		max_bytes: () => max,
		departed(count) {
			const line_us = transmission_us(count, bytes_per_second);
			return {through_us: line_us, next_us: line_us};
		},
	};
}
