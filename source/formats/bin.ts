import type {Format, FormatSettings} from './format.ts';

/** Nothing but the bytes: one direction of one connection. */
export function binFormat({chunks}: FormatSettings): Format {
	return {
		add(_event, bytes) {
			if (bytes !== undefined && bytes.length > 0) {
				chunks.bytes(bytes);
			}
		},
		skip: () => undefined,
		end: () => undefined,
	};
}
