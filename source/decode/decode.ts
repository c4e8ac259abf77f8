import {limits} from '../core/limits.ts';
import {formatCount} from '../core/quantities.ts';
import {dns} from './dns.ts';
import {framed} from './framed.ts';
import {http} from './http.ts';
import {json} from './json.ts';
import {lines} from './lines.ts';
import type {DecodeFacts, Decoder, Message} from './message.ts';
import {mqtt} from './mqtt.ts';
import {shorten} from './preview.ts';
import {resp} from './resp.ts';
import {tls} from './tls.ts';

/** The most specific first: formats with magic bytes, then strict ones, then those that match almost anything. */
const decoders: ReadonlyArray<readonly [protocol: string, decoder: Decoder]> = [
	['HTTP', http],
	['TLS', tls],
	['JSON', json],
	['RESP', resp],
	['DNS', dns],
	['MQTT', mqtt],
	['frame', framed],
	['line', lines],
];

/**
Decodes bytes into messages with the first decoder that recognises them, that of the stream's protocol before all; one
message of all bytes when none does. Never throws.
*/
export function decode(bytes: Uint8Array, facts: DecodeFacts): readonly Message[] {
	if (bytes.length === 0) {
		return [];
	}

	const hinted = decoders.filter(([protocol]) => facts.hint?.startsWith(protocol) === true && protocol !== 'line');
	for (const [, decoder] of [...hinted, ...decoders]) {
		const found = decoder(bytes, facts);
		if (found !== undefined && found.length > 0) {
			return withRest(
				found.slice(0, limits.decode_messages).map(message => ({...message, text: shorten(message.text)})),
				bytes.length,
			);
		}
	}

	return [{from: 0, to: bytes.length, protocol: '?', text: 'unknown format; h shows the bytes'}];
}

/** Adds an entry for the bytes after the last message. */
function withRest(found: readonly Message[], end: number): readonly Message[] {
	const {to} = found.at(-1)!;
	if (to >= end) {
		return found;
	}

	const why = found.length === limits.decode_messages
		? `, not decoded: over ${formatCount(limits.decode_messages)} messages`
		: '';
	return [...found, {from: to, to: end, protocol: '', text: `${formatCount(end - to)} B more${why}`}];
}
