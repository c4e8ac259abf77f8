import {realpath, stat} from 'node:fs/promises';
import {quoteText} from '../../core/escape.ts';
import {problem, type Problem, isProblem} from '../../core/problem.ts';
import {formatSize} from '../../core/quantities.ts';
import {unquote} from '../../core/unquote.ts';
import {systemErrorText} from '../../files/messages.ts';
import type {Service, ServiceConnection, StreamHandler} from '../service.ts';
import {readRequestedName} from './requested-name.ts';
import {folderRefusal, openInside} from './open-inside.ts';
import {type FileTransfer, streamFile} from './file-transfer.ts';

const notFound = new TextEncoder().encode('File not found\n');

/**
The client sends a file's name and gets the file, then FIN; `File not found` when it does not exist or may not be read.
Nothing outside the folder can be read; `openInside` documents the one exception.
*/
export const files: Service = {
	name: 'files',
	usage: 'files DIR',
	summary: 'gives a client the file of DIR it names; no name leads outside',
	argument: 'path',
	example: 'listen tcp:4100 files ./public',
	details: [
		'The client sends a name and a line feed; it gets the file and FIN, or File not found.',
		'A program of your own that swaps a folder for a link meanwhile can lead it outside, where there is no /proc.',
	],
	async serve(words) {
		const root = await folderOf(words);
		return typeof root === 'string' ? {stream: connection => new FileRequest(root, connection)} : root;
	},
};

async function folderOf(words: readonly string[]): Promise<string | (Problem & {readonly word: number})> {
	const [word, extra] = words;
	if (word === undefined) {
		return {...problem('files needs the folder it serves', undefined, 'files ./public, say'), word: -1};
	}

	if (extra !== undefined) {
		return {...problem('files takes one folder', {start: 0, end: extra.length}), word: 1};
	}

	const wanted = unquote(word);
	if (isProblem(wanted)) {
		return {...wanted, word: 0};
	}

	const root = await servedFolder(wanted.text);
	return isProblem(root) ? {...root, word: 0} : root;
}

/** The folder's path with links resolved, when it may be served. */
async function servedFolder(folder: string): Promise<string | Problem> {
	try {
		const root = await realpath(folder);
		const found = await stat(root);
		if (!found.isDirectory()) {
			return problem(`${folder} is not a folder`);
		}

		const refusal = await folderRefusal(root);
		return refusal === undefined ? root : problem(`${folder} cannot be served: ${refusal}`);
	} catch (error) {
		return problem(`${folder} cannot be served: ${systemErrorText(error)}`);
	}
}

/** One connection, with one request; what the client sends after it is ignored. */
class FileRequest implements StreamHandler {
	readonly #root: string;
	readonly #connection: ServiceConnection;
	#hasRequest = false;
	#isOpen = true;
	#sending: FileTransfer | undefined;

	constructor(root: string, connection: ServiceConnection) {
		this.#root = root;
		this.#connection = connection;
	}

	received(bytes: Uint8Array): void {
		if (this.#hasRequest) {
			return;
		}

		this.#hasRequest = true;
		const {name, refusal} = readRequestedName(bytes);
		if (refusal === undefined) {
			void this.#answer(name);
		} else {
			this.#refuse(name, refusal);
		}
	}

	ended(): void {
		if (!this.#hasRequest) {
			this.#connection.close();
		}
	}

	drained(): void {
		this.#sending?.drained();
	}

	closed(): void {
		this.#isOpen = false;
		this.#sending?.stop();
	}

	async #answer(name: string): Promise<void> {
		const opened = await openInside(this.#root, name);
		if ('refusal' in opened) {
			this.#refuse(name, opened.refusal);
			return;
		}

		this.#sending = streamFile(opened, this.#connection);
		if (!this.#isOpen) {
			this.#sending.stop();
		}

		try {
			const sent_bytes = await this.#sending.sent;
			const when = this.#isOpen ? '' : ' when the connection ended';
			this.#connection.note(`asked for ${quoteText(name)}: ${formatSize(sent_bytes)} sent${when}`);
			this.#connection.close();
		} catch (error) {
			// The file was sent incompletely; a reset shows that to the client.
			this.#connection.note(`asked for ${quoteText(name)}: ${String(error)}`);
			this.#connection.reset();
		}
	}

	#refuse(name: string, refusal: string): void {
		this.#connection.note(`asked for ${quoteText(name)}: refused, ${refusal}`);
		if (this.#isOpen) {
			this.#connection.send(notFound);
			this.#connection.close();
		}
	}
}
