import {readFileSync, statSync} from 'node:fs';
import {dataBytes} from '../core/data-bytes.ts';
import {limits} from '../core/limits.ts';
import {parseData} from '../core/literals.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {formatSize} from '../core/quantities.ts';
import type {Lab} from '../lab/lab.ts';

/** DATA as bytes: files are read now, random bytes come from the session's seed. */
export function readData(lab: Lab, text: string): Uint8Array | Problem {
	const data = parseData(text);
	return isProblem(data) ? data : dataBytes(data, {random: lab.random, macro: lab.macros.sending(text), readFile});
}

function readFile(path: string): Uint8Array | Problem {
	try {
		const found = statSync(path);
		// A device has no end, and a FIFO may never begin.
		if (!found.isFile()) {
			return problem(`${path} is not a file`);
		}

		return found.size > limits.file_bytes
			? problem(`${path} is larger than ${formatSize(limits.file_bytes)}`)
			: readFileSync(path);
	} catch (error) {
		return problem(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
	}
}
