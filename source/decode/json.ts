/** JSON (RFC 8259): one text, or one on each line. */
import {formatSize} from '../core/quantities.ts';
import {lines} from './lines.ts';
import type {Decoder, Message} from './message.ts';
import {shorten} from './preview.ts';

export const json: Decoder = (bytes, facts) => {
	const first = bytes.find(byte => ![0x20, 0x09, 0x0A, 0x0D].includes(byte));
	if (first !== 0x7B && first !== 0x5B) {
		return undefined;
	}

	const text = new TextDecoder().decode(bytes);
	if (facts.hint === 'JSON' && facts.isCut) {
		const size = formatSize(bytes.length + (facts.more_bytes ?? 0));
		return [{from: 0, to: bytes.length, protocol: 'JSON', text: `${shorten(text)}  ${size}`}];
	}

	const whole = compact(text);
	return whole === undefined ? eachLine(bytes, facts) : [{from: 0, to: bytes.length, protocol: 'JSON', text: whole}];
};

function eachLine(bytes: Uint8Array, facts: Parameters<Decoder>[1]): Message[] | undefined {
	const found: Message[] = [];
	for (const line of lines(bytes, facts) ?? []) {
		const text = line.text.trim() === '' ? '' : compact(line.text);
		if (text === undefined) {
			break;
		}

		found.push({...line, protocol: 'JSON', text});
	}

	return found.length === 0 ? undefined : found;
}

/** The JSON text without whitespace; undefined when it is not JSON. */
function compact(text: string): string | undefined {
	try {
		return shorten(JSON.stringify(JSON.parse(text)));
	} catch {
		return undefined;
	}
}
