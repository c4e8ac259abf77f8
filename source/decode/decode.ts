import {limits} from '../core/limits.ts';
import {dns} from './dns.ts';
import {framed} from './framed.ts';
import {http} from './http.ts';
import {json} from './json.ts';
import {lines} from './lines.ts';
import type {DecodeFacts, Decoder, Message} from './message.ts';
import {mqtt} from './mqtt.ts';
import {resp} from './resp.ts';
import {tls} from './tls.ts';

/** The surest first: what has a magic word, then what has a strict form, then what nearly anything could be. */
const decoders: readonly Decoder[] = [http, tls, json, resp, dns, mqtt, framed, lines];

/** The messages in bytes, by the first decoder that recognises them; all of the bytes as one when none does. Never throws. */
export function decode(bytes: Uint8Array, facts: DecodeFacts): readonly Message[] {
	if (bytes.length === 0) {
		return [];
	}

	for (const decoder of decoders) {
		const found = decoder(bytes, facts);
		if (found !== undefined && found.length > 0) {
			return withRest(found.slice(0, limits.decode_messages), bytes.length);
		}
	}

	return [{from: 0, to: bytes.length, protocol: '?', text: 'nothing that is known here; h shows the bytes'}];
}

/** What stands behind the last message is told too. */
function withRest(found: readonly Message[], end: number): readonly Message[] {
	const last = found.at(-1)!;
	return last.to >= end ? found : [...found, {from: last.to, to: end, protocol: '', text: `${end - last.to} B more`}];
}
