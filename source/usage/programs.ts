/** The options of each subcommand, from its own table: for the completion and the man page. */
import {printedFlags, type PrintedFlag} from '../core/flag-table.ts';
import {options as ncOptions, type NcOption} from '../nc/options.ts';
import {flags as replayFlags} from '../replay/flags.ts';
import {flags as scriptFlags} from '../scripts/flags.ts';
import {flags, pipeFlags} from './flags.ts';
import type {SubcommandName} from './forms.ts';

/** Those of `sockplay` itself. */
export const mainFlags = printedFlags(flags);

/** Those that make `connect` and `listen` a pipe. */
export const flagsOfPipes = printedFlags(pipeFlags);

const helpAlone = printedFlags({help: {short: 'h', summary: 'how it is used'}});

export const programFlags: Readonly<Record<SubcommandName, readonly PrintedFlag[]>> = {
	run: printedFlags(scriptFlags),
	check: printedFlags(scriptFlags),
	nc: ncOptions.map(option => printedOption(option)),
	replay: printedFlags(replayFlags),
	completion: helpAlone,
	man: helpAlone,
};

function printedOption({letter, long = [], argument, does}: NcOption): PrintedFlag {
	return {
		names: [...letter === '' ? [] : [`-${letter}`], ...long.map(name => `--${name}`)],
		summary: does,
		...(argument !== undefined && {
			value: {name: argument, ...(argument === 'port' && {is: 'port' as const})},
		}),
	};
}
