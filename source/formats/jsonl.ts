import {eventToJson} from '../core/json.ts';
import type {Format, FormatSettings} from './format.ts';

/** One JSON object per event, the same as `--json` prints. */
export function jsonlFormat({chunks}: FormatSettings): Format {
	return {
		add(event, bytes) {
			chunks.text(`${eventToJson(event, bytes)}\n`);
		},
		skip(event) {
			chunks.text(`${eventToJson(event)}\n`);
		},
		end: () => undefined,
	};
}
