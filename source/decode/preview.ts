import {quoteBytes} from '../core/quote.ts';

const max_characters = 300;

/** A text cut to the most that one line can show. */
export function shorten(text: string): string {
	return text.length > max_characters ? `${text.slice(0, max_characters).replace(/[\u{D800}-\u{DBFF}]$/v, '')}…` : text;
}

/** A preview of bytes in quotes, as the log shows them; nothing for none. */
export function preview(bytes: Uint8Array): string {
	return bytes.length === 0 ? '' : quoteBytes(bytes, max_characters);
}
