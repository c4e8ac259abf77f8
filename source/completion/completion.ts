import {visibleText} from '../core/visible.ts';
import {completeWords} from './complete-words.ts';
import {shellNames, shells} from './shells/table.ts';
import type {Surroundings} from './surroundings.ts';

/** How the completion is installed, for good and for one session. */
export const completionHelp = `Usage
  $ sockplay completion ${shellNames.join('|')}    print what lets this shell complete the words of sockplay

For good
  bash   sockplay completion bash > ~/.local/share/bash-completion/completions/sockplay
  zsh    sockplay completion zsh > "\${fpath[1]}/_sockplay"
  fish   sockplay completion fish > ~/.config/fish/completions/sockplay.fish

For this session
  bash   source <(sockplay completion bash)
  zsh    source <(sockplay completion zsh)
  fish   sockplay completion fish | source`;

/** The script of a shell; the help, where none is named. */
export function completionText([name, ...others]: readonly string[]): {readonly text: string; readonly code: number} {
	if (name === '-h' || name === '--help') {
		return {text: completionHelp, code: 0};
	}

	if (name === undefined || others.length > 0 || !Object.hasOwn(shells, name)) {
		const what = name === undefined
			? 'the name of a shell is missing'
			: `there is no completion for ${[name, ...others].join(' ')}`;
		return {text: `${visibleText(what)}; it is one of ${shellNames.join(' ')}\n\n${completionHelp}`, code: 2};
	}

	return {text: shells[name]!.script, code: 0};
}

/** What a script asked: SHELL, and words as that shell hands them out. */
export async function completionAnswer(
	[name = '', ...argv]: readonly string[],
	surroundings: Surroundings,
): Promise<string> {
	const shell = Object.hasOwn(shells, name) ? shells[name]! : undefined;
	if (shell === undefined) {
		return '';
	}

	const question = shell.ask(argv);
	const offers = await completeWords(question.words, question.current, surroundings);
	return shell.answer(question, {...offers, offers: offers.offers.filter(({text}) => isWritable(text))}).join('\n');
}

/** Whether a shell can take it as a line: a file's name may hold anything. */
function isWritable(text: string): boolean {
	return !/\p{Control}/v.test(text);
}
