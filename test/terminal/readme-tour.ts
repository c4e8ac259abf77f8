/** The tables of the tour as they stand in the README. */
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import net, {type AddressInfo} from 'node:net';
import path from 'node:path';

/** `cell`: what to type; `text`: all of the row. */
export type TourRow = {readonly cell: string; readonly text: string};

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const tour = readme.slice(readme.indexOf('## A tour'), readme.indexOf('## Lines'));
/** Ports that the tour listens on, and that of Redis. */
const port = /\b(?:40\d\d|6379)\b/gv;
const headings = new Set(['type this', 'do this', '---']);

export const rowsOfTour: readonly TourRow[] = tour
	.split('\n')
	.flatMap(text => {
		const cell = /^\| (?<cell>.*?) \| /v.exec(text)?.groups?.['cell'];
		return cell === undefined || headings.has(cell) ? [] : [{cell, text}];
	});

/** The commands in a row, in order. */
export function linesIn(text: string): string[] {
	return Array.from(text.matchAll(/`(?<line>\/[a-z][^`]*)`/gv), ({groups}) => groups!['line']!);
}

/** A line with free ports instead of those of the README, and a path in a folder of its own; 4000 is where the echo server listens. */
export async function exchanges(screen: string, folder: string): Promise<(line: string) => string> {
	const echo = /bind\(127\.0\.0\.1:(?<port>\d+)\) = 0/v.exec(screen)?.groups?.['port'];
	const exchanged = new Map([['4000', echo ?? await freePort()]]);
	for (const [each] of tour.matchAll(port)) {
		exchanged.set(each, exchanged.get(each) ?? await freePort());
	}

	return line => line.replaceAll(port, each => exchanged.get(each)!).replace('/tmp/play', () => path.join(folder, 'play'));
}

async function freePort(): Promise<string> {
	const server = net.createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port: free} = server.address() as AddressInfo;
	server.close();
	return String(free);
}
