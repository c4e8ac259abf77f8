import {formatSize} from '../core/quantities.ts';
import type {Chrome} from './state.ts';
import type {Signs} from './theme.ts';

/**
What the screen costs: frames a second and the memory of the process. Nothing before the first frame; where the system
does not say what memory there is, only the rate.
*/
export function costOf(
	{rss_bytes, frames_per_second}: Pick<Chrome, 'rss_bytes' | 'frames_per_second'>,
	{between}: Pick<Signs, 'between'>,
): string {
	const rate = rss_bytes === undefined && frames_per_second === 0 ? [] : [`${frames_per_second} fps`];
	return [...rate, ...rss_bytes === undefined ? [] : [formatSize(rss_bytes)]].join(` ${between} `);
}
