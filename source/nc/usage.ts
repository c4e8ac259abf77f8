import {options, refusedOptions} from './options.ts';

const short = options.filter(({letter}) => letter !== '');

/** How netcat is used, as it follows a mistake. */
export function usage(): string[] {
	const flags = short.filter(({argument}) => argument === undefined).map(({letter}) => letter).join('');
	const others = short.filter(({argument}) => argument !== undefined).map(each => `[-${each.letter} ${each.argument!}]`);
	return filled('usage: nc', [`[-${flags}]`, ...others, '[destination]', '[port]']);
}

/** The answer to -h. */
export function help(): string[] {
	return [
		'sockplay nc: netcat on the sockets of sockplay, with the options of OpenBSD nc',
		...usage(),
		'\tCommand Summary:',
		...options.map(each => `\t\t${written(each.letter, each.long, each.argument).padEnd(26)}${each.does}`),
		'\tPort numbers can be individual or ranges: lo-hi [inclusive]',
		'\tNot supported, each with what does it instead when it is given:',
		`\t\t${refusedOptions.map(each => written(each.letter, each.long?.slice(0, 1))).join(' ')}`,
	];
}

function written(letter: string, long: readonly string[] = [], argument?: string): string {
	const names = [...letter === '' ? [] : [`-${letter}`], ...long.map(name => `--${name}`)];
	return `${names.join(', ')}${argument === undefined ? '' : ` ${argument}`}`;
}

/** Words on lines of up to 78 characters, the ones after the first indented. */
function filled(start: string, words: readonly string[]): string[] {
	const lines = [start];
	for (const word of words) {
		if (`${lines.at(-1)!} ${word}`.length > 72) {
			lines.push('\t ');
		}

		lines.push(`${lines.pop()!} ${word}`);
	}

	return lines;
}
