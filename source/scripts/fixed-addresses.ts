/** The addresses of a script that are the same whenever it runs. */
import path from 'node:path';
import {verbs} from '../commands/table.ts';
import type {Address} from '../core/address.ts';
import {parseAddress} from '../core/parse-address.ts';
import {isProblem} from '../core/problem.ts';
import {unquote} from '../core/unquote.ts';
import {parseLine} from '../language/parse-line.ts';
import {nextToken} from '../language/tokens.ts';

/**
The fixed ports and socket paths that these lines name, as `tcp:4000`, `udp:4000`, `unix:/tmp/x`, whether to listen on
or to connect to. Port 0 and what is not known before the script runs (`tcp:{port:web}`) are not among them. Hosts are
not compared: one that listens on every interface takes the port on each.
*/
export function fixedAddresses(lines: readonly string[]): ReadonlySet<string> {
	return new Set(lines.flatMap(line => [...read(line), ...written(line)]).flatMap(address => key(address) ?? []));
}

/** Those that the verb takes, in all of their forms: `listen 4000`. */
function read(line: string): readonly Address[] {
	const parsed = parseLine(line, verbs);
	return parsed === undefined || isProblem(parsed)
		? []
		: [...Object.values(parsed.args), ...Object.values(parsed.args.options)].filter(value => isAddress(value));
}

/** Those of services, and those that stand elsewhere with their transport before them: `every 1s connect tcp:4000`. */
function written(line: string): readonly Address[] {
	return wordsOf(line)
		.filter((word, index, words) => words[index - 1] === 'relay' || /^(?:tcp|udp|unix)[46]?:/iv.test(word))
		.map(word => parseAddress(word))
		.filter(address => isAddress(address));
}

/** Without quotes; of an option, its value. */
function wordsOf(line: string): readonly string[] {
	const words: string[] = [];
	for (let token = nextToken(line, 0); token !== undefined; token = nextToken(line, token.end)) {
		const word = unquote(line.slice(token.option?.valueStart ?? token.start, token.end));
		words.push(isProblem(word) ? '' : word.text);
	}

	return words;
}

function isAddress(value: unknown): value is Address {
	return typeof value === 'object' && value !== null && 'transport' in value;
}

function key(address: Address): string | undefined {
	if (address.transport === 'unix') {
		return `unix:${address.path.startsWith('@') ? address.path : path.resolve(address.path)}`;
	}

	return address.port === 0 ? undefined : `${address.transport}:${address.port}`;
}
