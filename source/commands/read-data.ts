import {dataBytes} from '../core/data-bytes.ts';
import {limits} from '../core/limits.ts';
import {parseData} from '../core/literals.ts';
import {isProblem, type Problem} from '../core/problem.ts';
import {readRegularSync} from '../files/regular.ts';
import type {Lab} from '../lab/lab.ts';

/**
DATA as bytes, `max_bytes` of them at the most: files are read now, random bytes come from the session's seed. `counted`
is what `\{n}` counts by: those with the same are counted together.
*/
export function readData(
	{random, macros}: Pick<Lab, 'random' | 'macros'>,
	text: string,
	{max_bytes = limits.file_bytes, counted = text}: {readonly max_bytes?: number; readonly counted?: string} = {},
): Uint8Array | Problem {
	const data = parseData(text);
	const readFile = (path: string) => readRegularSync(path, max_bytes);
	return isProblem(data) ? data : dataBytes(data, {random, macro: macros.sending(counted), readFile}, max_bytes);
}
