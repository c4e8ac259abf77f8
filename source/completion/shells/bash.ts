import {shellWords, type ShellWords} from '../shell-words.ts';
import type {Shell} from './shell.ts';

/**
Bash hands out words that are split at COMP_WORDBREAKS (`tcp:4000` is three), so the line is read here, and what is
replaced is what stands behind the last of these characters. The first line of the answer says how, the second is the
word for files; nothing newer than bash 3.2 is used.
*/
export const bash: Shell = {
	script: `# Completion of sockplay for bash: source <(sockplay completion bash)
_sockplay() {
	local how word line
	COMPREPLY=()
	{
		IFS= read -r how
		IFS= read -r word
		while IFS= read -r line; do COMPREPLY+=("$line"); done
		if [[ $how == files ]]; then
			compopt -o filenames 2>/dev/null
			while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$word")
		elif [[ $how == nospace ]]; then
			compopt -o nospace 2>/dev/null
		fi
	} < <("\${1/#\\~/\${HOME}}" completion answer bash "$COMP_WORDBREAKS" "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
}
complete -F _sockplay sockplay`,
	ask([breaks = '', line = '']) {
		const read = shellWords(line);
		const current = read.words.at(-1)!;
		const kept = keptLength(read, breaks);
		return {
			words: read.words.slice(1, -1),
			current,
			write: word => escaped(word.slice(kept), read.openQuote?.character),
		};
	},
	answer({current, write = word => word}, {offers, files = false}) {
		if (files) {
			return ['files', current, ...offers.map(({text}) => text)];
		}

		const isOpen = offers.length > 0 && offers.every(({open}) => open === true);
		return [isOpen ? 'nospace' : 'space', '', ...offers.map(({text}) => write(text))];
	},
};

/** How much of the word at the cursor bash leaves as it is. A blank or a quote within it was itself quoted. */
function keptLength({words, openQuote}: ShellWords, breaks: string): number {
	const current = words.at(-1)!;
	return openQuote?.at ?? current.split('').findLastIndex(character => /[^\s"']/v.test(character) && breaks.includes(character)) + 1;
}

function escaped(text: string, quote: '\'' | '"' | undefined): string {
	switch (quote) {
		case '\'': {
			return text.replaceAll('\'', String.raw`'\''`);
		}

		case '"': {
			return text.replaceAll(/["$\\`]/gv, String.raw`\$&`);
		}

		case undefined: {
			return text.replaceAll(/[^\w%+,\-.\/:=@~\u{80}-\u{10FFFF}]/gv, String.raw`\$&`);
		}
	}
}
