/** Where bytes that were marked on the screen go: the clipboard, a file, a connection, or a line to be edited. */
import {concatBytes} from '../core/bytes.ts';
import {exportBytes, exportPieces, type ByteSource, type ExportForm} from '../core/export-bytes.ts';
import {limits} from '../core/limits.ts';
import {isProblem, problem} from '../core/problem.ts';
import {formatSize} from '../core/quantities.ts';
import {createFile} from '../files/create.ts';
import {tellRefusal} from '../files/words.ts';
import type {Target} from '../language/verb.ts';
import type {Lab} from '../lab/lab.ts';
import {Turns} from '../lab/turns.ts';
import {sendThrough} from './conversation.ts';
import {done, type Outcome} from './outcome.ts';
import {findConversation, notOpen} from './targets.ts';

/** The bytes as text for the terminal's clipboard. */
export function copyBytes(bytes: Uint8Array, form: ExportForm): Outcome {
	const notice = `${formatSize(bytes.length)} copied as ${form}, if the terminal allows it (OSC 52); copy to=FILE always works`;
	return {wish: {type: 'copy', text: exportBytes(bytes, form), notice}};
}

/** The same text in a file, readable by its owner only, made and written piece by piece. A file that is there already is left alone unless told otherwise. */
export async function writeBytes(bytes: ByteSource, form: ExportForm, {path, overwrite}: {readonly path: string; readonly overwrite: boolean}): Promise<Outcome> {
	const file = await createFile(path, {overwrite});
	if (isProblem(file)) {
		return file;
	}

	try {
		await file.writeFile(inTurns(exportPieces(bytes, form)));
	} catch (error) {
		return problem(`${path} cannot be written: ${tellRefusal(error)}`);
	} finally {
		await file.close();
	}

	return {wish: {type: 'notice', notice: `${formatSize(bytes.length)} written to ${path} as ${form}`}};
}

/**
Pieces put together to as much as is written at once, made in steps that the sockets hardly feel.

@yields what is to be written next
*/
async function * inTurns(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const turns = new Turns();
	let made: Uint8Array[] = [];
	let made_bytes = 0;
	for (const piece of pieces) {
		made.push(piece);
		made_bytes += piece.length;
		if (made_bytes >= limits.file_write_bytes) {
			yield concatBytes(made);
			made = [];
			made_bytes = 0;
		}

		if (turns.isDue) {
			await turns.next();
		}
	}

	yield concatBytes(made);
}

/** Sends the bytes again, through the connection named or the one they were sent through. */
export function resendBytes(lab: Lab, bytes: Uint8Array, name: string): Outcome {
	const target: Target = {name, line: `${name} resend`, places: {}};
	const entry = findConversation(lab, target);
	return entry.kind === 'problem' ? entry : notOpen(entry, target) ?? sendThrough(entry, bytes, target) ?? done;
}

/** Puts a line that would send the bytes into the prompt of the connection's pane. */
export function editBytes(lab: Lab, bytes: Uint8Array, name: string): Outcome {
	const text = `/${name} send ${exportBytes(bytes, 'escaped')}`;
	const entry = findConversation(lab, {name, line: `${name} resend`, places: {}});
	if (entry.kind === 'problem') {
		return entry;
	}

	return text.length > limits.line_characters
		? problem('these bytes are too many for a line', undefined, 'resend sends them as they are')
		: {wish: {type: 'edit', pane: entry.side, text}};
}
