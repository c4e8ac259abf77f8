import type {Offer} from '../offer.ts';
import type {Shell} from './shell.ts';

/** Each line of the answer is an entry of _describe: `word:what it is`; those that no space follows come apart. */
export const zsh: Shell = {
	script: `#compdef sockplay
# Completion of sockplay for zsh: source <(sockplay completion zsh), or as _sockplay in a folder of $fpath
_sockplay() {
	local -a closed open
	local how kind entry
	{
		IFS= read -r how
		while IFS=' ' read -r kind entry; do
			if [[ $kind == open ]]; then open+=("$entry"); else closed+=("$entry"); fi
		done
	} < <("\${~words[1]}" completion answer zsh "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)
	(( $#closed )) && _describe -V -t words sockplay closed
	(( $#open )) && _describe -V -t unfinished sockplay open -S ''
	[[ $how == files ]] && _files
}
if [[ $funcstack[1] == _sockplay ]]; then _sockplay "$@"; else compdef _sockplay sockplay; fi`,
	ask: argv => ({words: argv.slice(0, -1), current: argv.at(-1) ?? ''}),
	answer: (_question, {offers, files = false}) => [
		files ? 'files' : 'words',
		...offers.map(offer => `${offer.open === true ? 'open' : 'closed'} ${described(offer)}`),
	],
};

function described({text, summary}: Offer): string {
	const word = text.replaceAll(/[:\\]/gv, String.raw`\$&`);
	return summary === undefined ? word : `${word}:${summary}`;
}
