/** DNS over TCP: two bytes of length, and a message whose header could be one (RFC 1035, section 4.2.2). */
import {headerLength, isLikely} from '../dns.ts';
import type {Framer} from './framing.ts';

export const dnsFramer: Framer = {
	protocol: 'DNS',
	* frame({isKnown, rest}) {
		if (!isKnown && rest.length < 2 + headerLength) {
			return false;
		}

		const head = yield {take: 2 + headerLength};
		const length = (head[0]! << 8) | head[1]!;
		if (!isLikely(head.subarray(2), length)) {
			return false;
		}

		yield {skip: length - headerLength};
		return true;
	},
};
