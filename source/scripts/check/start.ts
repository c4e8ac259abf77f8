import process from 'node:process';
import {visibleText} from '../../core/visible.ts';
import {print} from '../../headless/print.ts';
import {exitCodes} from '../../headless/exit-codes.ts';
import {readChecked} from '../read-checked.ts';
import {endLines} from '../result-text.ts';
import type {RunOptions} from '../run-options.ts';
import {withOptions} from '../with-options.ts';

/** `sockplay check FILE…`: reads scripts, runs nothing, and tells every mistake. */
export async function start(argv: readonly string[]): Promise<number> {
	return withOptions('sockplay check', argv, async options => {
		const areRight = await Array.fromAsync(options.files, async file => isRight(file, options));
		return areRight.every(Boolean) ? exitCodes.done : exitCodes.wrong;
	});
}

async function isRight(file: string, {values}: RunOptions): Promise<boolean> {
	const {mistakes} = await readChecked(file, values);
	await (mistakes.length === 0
		? print(process.stdout, `ok ${visibleText(file)}`)
		: print(process.stderr, endLines({type: 'wrong', mistakes}).join('\n')));
	return mistakes.length === 0;
}
