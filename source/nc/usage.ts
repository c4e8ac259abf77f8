import {options, refusedOptions} from './options.ts';

const short = options.filter(({letter}) => letter !== '');

/** How netcat is used, as it follows a mistake. */
export function usage(): string[] {
	const flags = short.filter(({argument}) => argument === undefined).map(({letter}) => letter).join('');
	const others = short.filter(({argument}) => argument !== undefined).map(each => `[-${each.letter} ${each.argument!}]`);
	return filled('usage: nc', ' '.repeat(9), [`[-${flags}]`, ...others, '[destination]', '[port]']);
}

/** The answer to -h. */
export function help(): string[] {
	return [
		'sockplay nc: netcat on the sockets of sockplay, with the options of OpenBSD nc',
		...usage(),
		...options.map(each => `  ${written(each.letter, each.long, each.argument).padEnd(26)}${each.does}`),
		'Ports are numbers, names of services, and ranges: lo-hi.',
		'Refused, with the reason and what does it instead:',
		...filled(' ', ' ', refusedOptions.map(each => each.letter === '' ? `--${each.long![0]!}` : `-${each.letter}`)),
	];
}

function written(letter: string, long: readonly string[] = [], argument?: string): string {
	const names = [...letter === '' ? [] : [`-${letter}`], ...long.map(name => `--${name}`)];
	return `${names.join(', ')}${argument === undefined ? '' : ` ${argument}`}`;
}

/** Words on lines of up to 72 characters; `indent` begins the ones after the first. */
function filled(start: string, indent: string, words: readonly string[]): string[] {
	const lines = [start];
	for (const word of words) {
		if (`${lines.at(-1)!} ${word}`.length > 72) {
			lines.push(indent);
		}

		lines.push(`${lines.pop()!} ${word}`);
	}

	return lines;
}
