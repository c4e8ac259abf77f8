/** DNS over TCP: two bytes of length, and a message whose header could be one (RFC 1035, section 4.2.2). */
import {header_bytes, isLikelyHead} from '../dns.ts';
import type {Framer} from './framing.ts';

export const dnsFramer: Framer = {
	protocol: 'DNS',
	* frame({isKnown, rest}) {
		if (!isKnown && rest.length < 2 + header_bytes) {
			return false;
		}

		const head = yield {take: 2 + header_bytes};
		const length = (head[0]! << 8) | head[1]!;
		if (!isLikelyHead(head.subarray(2), length)) {
			return false;
		}

		yield {skip: length - header_bytes};
		return true;
	},
};
