/** TLS records: five bytes of header, and as many as it says (RFC 8446, section 5.1). */
import {header_bytes, isRecordStart, recordLength} from '../tls.ts';
import type {Framer} from './framing.ts';

export const tlsFramer: Framer = {
	protocol: 'TLS',
	* frame({rest}) {
		if (!isRecordStart(rest)) {
			return false;
		}

		const length = recordLength(yield {take: header_bytes});
		if (length === undefined) {
			return false;
		}

		yield {skip: length};
		return true;
	},
};
