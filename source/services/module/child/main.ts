/**
The main file of a module's process. Connections arrive as messages on standard input; the module's commands leave as
messages on descriptor 3.
*/
import {AsyncLocalStorage} from 'node:async_hooks';
import {writeSync} from 'node:fs';
import process from 'node:process';
import {pathToFileURL} from 'node:url';
import {getHeapStatistics} from 'node:v8';
import {packedImport} from '../../../core/parts.ts';
import {truncateLine} from '../truncate-line.ts';
import {FrameReader, frameOf} from '../framing.ts';
import {channel, type FromModule, type ToModule} from '../protocol.ts';
import {exitWithParent} from './exit-with-parent.ts';
import {type ModuleConnection, ServedConnection} from './served-connection.ts';
import {errorText} from './error-text.ts';
import {Unsent} from './unsent.ts';

/**
The default export of the file: called once for each connection or UDP peer. When it returns, the connection is closed.
*/
type Served = (connection: ModuleConnection) => unknown;

const [file, parent] = process.argv.slice(2) as [string, string];
const running = new AsyncLocalStorage<ServedConnection>();
const connections = new Map<number, ServedConnection>();
const unsent = new Unsent();
const frames = new FrameReader();

exitWithParent(Number(parent));
printAtOnce(process.stdout);
printAtOnce(process.stderr);
process.on('uncaughtException', failed);
process.on('unhandledRejection', failed);
process.once('beforeExit', tellUnsettled);
const answer = await load();
process.off('beforeExit', tellUnsettled);
if (answer !== undefined) {
	process.stdin.on('data', (chunk: Uint8Array) => {
		for (const {message, bytes} of frames.read(chunk)) {
			hear(answer, message as ToModule, bytes);
		}
	});
	process.stdin.on('end', () => {
		// The session has ended.
		process.kill(process.pid, 'SIGKILL');
	});
	post({type: 'loaded'});
}

/**
Makes writes blocking, so that output is not lost when the process ends at once. (In Node only files and terminals
block.)
*/
function printAtOnce(stream: NodeJS.WritableStream): void {
	const {_handle: handle} = stream as unknown as {readonly _handle?: {setBlocking?(isBlocking: boolean): void}};
	handle?.setBlocking?.(true);
}

/**
Nothing is left that could end the module's top-level await. Node would quote the line of this file that waits for it,
and exit with code 13.
*/
function tellUnsettled(): void {
	post({type: 'failed', text: 'its own code waits for something that never comes (top-level await)'});
	process.kill(process.pid, 'SIGKILL');
}

async function load(): Promise<Served | undefined> {
	try {
		const importModule = packedImport() ?? (async (url: string): Promise<unknown> => import(url));
		const loaded = await importModule(pathToFileURL(file).href) as {readonly default?: unknown};
		if (typeof loaded.default === 'function') {
			return loaded.default as Served;
		}

		post({type: 'unfit'});
	} catch (error) {
		post({type: 'failed', text: errorText(error)});
	}

	return undefined;
}

function hear(served: Served, message: ToModule, bytes: Uint8Array): void {
	if (message.type === 'ping') {
		post({type: 'pong', external_bytes: getHeapStatistics().external_memory});
		return;
	}

	if (message.type === 'open') {
		const connection = new ServedConnection(message, post, unsent);
		connections.set(message.id, connection);
		void serve(served, connection);
		return;
	}

	const connection = connections.get(message.id)!;
	switch (message.type) {
		case 'received': {
			connection.receive(bytes);
			break;
		}

		case 'ended': {
			connection.end();
			break;
		}

		case 'taken': {
			connection.taken();
			break;
		}

		case 'closed': {
			connections.delete(message.id);
			connection.gone();
			break;
		}
	}
}

async function serve(served: Served, connection: ServedConnection): Promise<void> {
	try {
		await running.run(connection, async () => served(connection.forModule));
		connection.close();
	} catch (error) {
		connection.fail(error);
	}
}

/**
An uncaught error closes the connection whose code threw it. (Known in Node 26 and later; before, the error is logged at
the listener.)
*/
function failed(error: unknown): void {
	const connection = running.getStore();
	if (connection === undefined) {
		post({type: 'error', id: 0, text: `the module failed: ${errorText(error)}`});
	} else {
		connection.fail(error);
	}
}

/** Blocks until the session has read enough, so that nothing is queued here. */
function post(message: FromModule, bytes?: Uint8Array): void {
	const frame = frameOf('text' in message ? {...message, text: truncateLine(message.text)} : message, bytes);
	for (let at = 0; at < frame.length;) {
		at += writeSync(channel, frame, at);
	}
}
