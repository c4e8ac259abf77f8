import {shellWords} from '../shell-words.ts';
import type {Shell} from './shell.ts';

/**
The lines are what fish reads: a word, a tab, what it is. It adds no space behind `=`, `:` and `/`. Files are a
completion of their own, which knows `~`; the program is asked once for both, whichever comes
first.
*/
export const fish: Shell = {
	script: String.raw`# Completion of sockplay for fish: sockplay completion fish | source
function __sockplay_asked --argument-names what
	set -l line (commandline --cut-at-cursor --current-process)
	if contains -- $what $__sockplay_told; or test "$line" != "$__sockplay_line"
		set -l words (commandline --cut-at-cursor --current-process --tokenize)
		set -l current (commandline --cut-at-cursor --current-token)
		set -g __sockplay_answer (command $words[1] completion answer fish $words[2..-1] "$current" 2>/dev/null)
		set -g __sockplay_line "$line"
		set -g __sockplay_told
	end
	set -ga __sockplay_told $what
	test $what = words -o "$__sockplay_answer[1]" = files
end
complete --command sockplay --no-files --keep-order --condition '__sockplay_asked words' \
	--arguments '(string join \n -- $__sockplay_answer[2..-1])'
complete --command sockplay --force-files --condition '__sockplay_asked files'`,
	ask: argv => ({words: argv.slice(0, -1), current: shellWords(argv.at(-1) ?? '').words.at(-1)!}),
	answer: (_question, {offers, files = false}) => [
		files ? 'files' : 'words',
		...offers.map(({text, summary}) => summary === undefined ? text : `${text}\t${summary}`),
	],
};
