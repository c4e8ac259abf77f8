/** A session written as a program or a script: text, made at once and written at once. */
import {Buffer} from 'node:buffer';
import path from 'node:path';
import {formatSize} from '../core/quantities.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import type {ExportEntry} from '../export/table.ts';
import {createFile} from '../files/create.ts';
import {systemErrorText} from '../files/messages.ts';
import type {Target} from '../language/verb.ts';
import type {ReadingHost} from './define.ts';
import {isKnownName} from './known-name.ts';
import type {Outcome} from './outcome.ts';
import {atPlace} from './places.ts';

type Options = {readonly overwrite?: boolean; readonly endpoint?: string; readonly direction?: string};

/** Writes what `entry` makes of the session, or of the conversation that the line begins with. */
export async function saveExport(
	{write}: ExportEntry,
	shown: ReadingHost['shown'],
	{file, options}: {readonly file: string; readonly options: Options},
	target: Target,
): Promise<Outcome | Problem> {
	const wrong = optionProblem(shown, options, target);
	if (wrong !== undefined) {
		return wrong;
	}

	const {name} = target;
	const made = write(shown, {file: path.basename(file), ...(name !== undefined && {conversation: name})});
	if (isProblem(made)) {
		return atPlace(made, target, 'file');
	}

	const {text, what, notes, isExecutable, files = []} = made;
	const overwrite = options.overwrite ?? false;
	const written = [
		...files.map(each => ({path: path.join(path.dirname(file), each.name), data: each.bytes, mode: 0o600})),
		{path: file, data: text, mode: isExecutable ? 0o700 : 0o600},
	];
	for (const each of written) {
		const failed = await writeWhole(each, overwrite);
		if (failed !== undefined) {
			return isProblem(failed) ? atPlace(failed, target, 'file') : failed;
		}
	}

	const others = files.map(each => `and ${formatSize(each.bytes.length)} that it reads to ${each.name} beside it`);
	return {text: [`saved ${what}, ${formatSize(Buffer.byteLength(text))}, to ${file}`, ...others, ...notes]};
}

type WholeFile = {readonly path: string; readonly data: string | Uint8Array; readonly mode: number};

/** What went wrong, if anything did. */
async function writeWhole({path: file, data, mode}: WholeFile, overwrite: boolean): Promise<Outcome | undefined> {
	const handle = await createFile(file, {overwrite});
	if (isProblem(handle)) {
		return handle;
	}

	try {
		await handle.writeFile(data);
		await handle.chmod(mode);
	} catch (error) {
		return {refused: true, text: [`${file} could not be written: ${systemErrorText(error)}`]};
	} finally {
		await handle.close();
	}

	return undefined;
}

function optionProblem(shown: ReadingHost['shown'], options: Options, target: Target): Problem | undefined {
	const key = (['endpoint', 'direction'] as const).find(option => options[option] !== undefined);
	if (key !== undefined) {
		const found = problem(`${key}= is for .bin and .hex`, undefined, 'c1 save FILE has one conversation');
		return atPlace(found, target, `${key}=`);
	}

	return target.name === undefined || isKnownName(shown, target.name)
		? undefined
		: atPlace(problem(`no endpoint is called ${target.name}`), target, 'name');
}
