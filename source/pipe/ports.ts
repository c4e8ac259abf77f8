import type {Address} from '../core/address.ts';
import {parseAddress} from '../core/parse-address.ts';
import {isProblem, problem, shiftProblem, type Problem} from '../core/problem.ts';

/** An address to try, and whether it was written as itself or is part of a range. */
export type Port = {readonly address: Address; readonly isOfRange: boolean};

/** The addresses of all words but the first, which is `connect`. Places count in the line. */
export function readPortWords([verb = '', ...words]: readonly string[]): readonly Port[] | Problem {
	if (verb !== 'connect' || words.length === 0) {
		const place = {start: 0, end: verb.length};
		return problem('--zero tries addresses to connect to', place, 'sockplay connect --zero tcp:20-25');
	}

	const ports: Port[] = [];
	let start = verb.length + 1;
	for (const word of words) {
		const found = parsePorts(word);
		if (isProblem(found)) {
			return shiftProblem(found, start);
		}

		ports.push(...found);
		start += word.length + 1;
	}

	return ports;
}

/**
The addresses of a word whose port may be a list of ports and ranges, in the order written: `tcp:22`, `[::1]:1-99`,
`tcp:example.org:20-25,80`. The place of a problem is the part of the word that is wrong.
*/
function parsePorts(word: string): readonly Port[] | Problem {
	const list = word.startsWith('unix:') ? null : /(?<=^|:)\d+[,\-][\d,\-]*$/v.exec(word);
	if (list === null) {
		const address = parseAddress(word);
		return isProblem(address) ? address : [{address, isOfRange: false}];
	}

	const ports: Port[] = [];
	let start = list.index;
	for (const part of list[0].split(',')) {
		const found = portsOf(word.slice(0, list.index), part);
		if (isProblem(found)) {
			return shiftProblem({...found, start: 0, end: part.length}, start);
		}

		ports.push(...found);
		start += part.length + 1;
	}

	return ports;
}

/** `22` or `20-25`, behind what stands before the ports. */
function portsOf(before: string, part: string): readonly Port[] | Problem {
	const [from = '', to = from, ...rest] = part.split('-');
	const [first, last] = [parseAddress(before + from), parseAddress(before + to)];
	if (isProblem(first) || isProblem(last) || first.transport === 'unix' || last.transport === 'unix') {
		return isProblem(first) ? first : last as Problem;
	}

	const {port} = first;
	const count = last.port - port + 1;
	if (count < 1 || rest.length > 0) {
		return problem('a range is two ports, the lower one first', undefined, '20-25');
	}

	const isOfRange = part.includes('-');
	return Array.from({length: count}, (_, index) => ({address: {...first, port: port + index}, isOfRange}));
}
