/** Messages with their length in front. A guess, made where the messages of one block fill it exactly. */
import {forms, lengthAt, readFrames, type Form} from '../framed.ts';
import {isText} from '../../core/text.ts';
import type {Framer, FrameFacts} from './framing.ts';

export const prefixFramers: readonly Framer[] = forms.map(form => ({
	protocol: `frame: ${form.name}`,
	* frame(facts: FrameFacts) {
		if (!facts.isKnown && !isLikely(form, facts)) {
			return false;
		}

		const length = lengthAt(yield {take: form.size}, form.isLittle);
		if (length === 0 || length > max_length) {
			return false;
		}

		yield {skip: length};
		return true;
	},
}));

/** A longer message is nothing that this guess is sure enough for. */
const max_length = 16 * 1024 * 1024;
/** A message of up to this length may be expected though only its beginning has come. */
const max_expected_length = 1024 * 1024;

function isLikely(form: Form, {rest, block_bytes}: FrameFacts): boolean {
	if (form.size === 1 && isText(rest)) {
		return false;
	}

	const facts = {isDatagram: false, isCut: rest.length < block_bytes};
	const fits = (each: Form) => readFrames(rest, each, facts) !== undefined;
	return fits(form) || (isBeginning(form, rest, block_bytes) && forms.every(other => !fits(other)));
}

/** Four bytes that say there is more than has come, and no text. */
function isBeginning({size, isLittle}: Form, rest: Uint8Array, block_bytes: number): boolean {
	if (size !== 4 || rest.length < size || isText(rest)) {
		return false;
	}

	const length = lengthAt(rest.subarray(0, size), isLittle);
	return length + size > block_bytes && length <= max_expected_length;
}
