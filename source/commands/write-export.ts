/** Bytes in a form for people or programs, written to a file. */
import {concatBytes} from '../core/bytes.ts';
import type {Clock} from '../core/clock.ts';
import {exportPieces, type ByteSource, type ExportForm} from '../core/export-bytes.ts';
import {limits} from '../core/limits.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {createFile} from '../files/create.ts';
import {systemErrorText} from '../files/messages.ts';
import {Turns} from '../lab/turns.ts';

export type ExportFile = {readonly path: string; readonly overwrite: boolean};

/** What is written: the bytes, and in which form. */
export type Export = {readonly bytes: ByteSource; readonly form: ExportForm};

/**
Writes the bytes to a file, readable by its owner only, piece by piece. A file that is there already is left alone
unless told otherwise.
*/
export async function writeExport(
	{bytes, form}: Export,
	{path, overwrite}: ExportFile,
	clock: Clock,
): Promise<Problem | undefined> {
	const file = await createFile(path, {overwrite});
	if (isProblem(file)) {
		return file;
	}

	try {
		await file.writeFile(inTurns(exportPieces(bytes, form), new Turns(clock)));
	} catch (error) {
		return problem(`${path} cannot be written: ${systemErrorText(error)}`);
	} finally {
		await file.close();
	}

	return undefined;
}

/**
Pieces put together to as much as is written at once, made in steps between which the sockets have their turn.

@yields what is to be written next
*/
async function * inTurns(pieces: Iterable<Uint8Array>, turns: Turns): AsyncGenerator<Uint8Array> {
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
