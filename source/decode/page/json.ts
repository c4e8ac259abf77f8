import {jsonLines, textLines} from './body.ts';

/** JSON with an indentation; as it came when only its beginning is there. */
export function jsonPage(bytes: Uint8Array): readonly string[] {
	return jsonLines(bytes) ?? textLines(bytes);
}
