/** What takes all that nothing else does: lines of text, or what came at once. */
import {isText} from '../../core/text.ts';
import type {Framer} from './framing.ts';

const max_line_bytes = 65_536;

export const lineFramer: Framer = {
	protocol: 'line',
	isFallback: true,
	endsAtAnswer: true,
	* frame({isKnown, rest}) {
		if (!isKnown && !isText(rest)) {
			return false;
		}

		yield {line: max_line_bytes};
		return true;
	},
	quick: bytes => bytes.indexOf(0x0A) + 1,
};

export const unknownFramer: Framer = {
	protocol: '?',
	isFallback: true,
	* frame({block_bytes}) {
		yield {skip: block_bytes};
		return true;
	},
};
