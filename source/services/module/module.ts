import {statSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {inspect} from 'node:util';
import {isProblem, problem, type Problem} from '../../core/problem.ts';
import {unquote} from '../../core/unquote.ts';
import {perPeer} from '../per-peer.ts';
import type {Service, ServiceConnection, StreamHandler} from '../service.ts';
import {guarded} from './guard.ts';
import {ModuleChannel, type ModuleConnection} from './module-connection.ts';

/** The default export of the file: called once a connection, or once a UDP peer. When it is done, the connection is closed. */
type Served = (connection: ModuleConnection) => unknown;

/** A person's own service, run in this very process: it may do whatever that person may. An error in it is shown and closes its connection, nothing else. */
export const module: Service = {
	name: 'module',
	usage: 'module FILE.js',
	summary: 'your own: the default function of FILE.js is given each connection',
	async serve([word, extra]) {
		if (word === undefined) {
			return problem('module needs the file it runs', undefined, 'module ./shout.js, say');
		}

		if (extra !== undefined) {
			return {...problem('module takes one file', {start: 0, end: extra.length}), word: 1};
		}

		const file = unquote(word);
		const served = isProblem(file) ? file : await load(file.text);
		return isProblem(served)
			? {...served, word: 0}
			: {
				stream: connection => begin(served, connection, false),
				datagram: perPeer(peer => begin(served, peer, true)),
			};
	},
};

/** Loads the file as it is now, also when an earlier state of it was loaded before. */
async function load(file: string): Promise<Served | Problem> {
	try {
		const {href} = pathToFileURL(path.resolve(file));
		const loaded = await import(`${href}?${statSync(file).mtimeMs}`) as {readonly default?: unknown};
		return typeof loaded.default === 'function'
			? loaded.default as Served
			: problem(`${file} has no default export that is a function`, undefined, 'export default async function (connection) {…}');
	} catch (error) {
		return problem(`${file} cannot be loaded: ${String(error)}`);
	}
}

function begin(served: Served, connection: ServiceConnection, isPeer: boolean): StreamHandler {
	const channel = new ModuleChannel(connection, isPeer);
	const failed = (error: unknown) => {
		connection.error(`the module failed: ${tell(error)}`);
		connection.close();
	};

	const run = async () => {
		try {
			await guarded(failed, async () => served(channel.forModule));
			connection.close();
		} catch (error) {
			failed(error);
		}
	};

	void run();
	return channel.handler;
}

/** The error and where it was thrown. */
function tell(error: unknown): string {
	const [place] = error instanceof Error ? /[^\s\(]+:\d+:\d+/v.exec(error.stack ?? '') ?? [] : [];
	const text = error instanceof Error || typeof error === 'string' ? String(error) : inspect(error);
	return place === undefined ? text : `${text}, at ${place}`;
}
