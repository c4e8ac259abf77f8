import {execFile} from 'node:child_process';
import {limits} from '../core/limits.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
Whether what tmux takes as UTF-8 reaches the terminal that it is in: there tmux draws `_` for each such character when
its client was started in another locale (tmux(1), `-u`), whatever it answers in the pane. True outside tmux, false
when tmux does not say.
*/
export async function isTmuxClientUtf8({TMUX: server = '', TMUX_PANE: pane = ''}: Environment): Promise<boolean> {
	if (server === '') {
		return true;
	}

	const {promise, resolve} = Promise.withResolvers<boolean>();
	const words = ['display-message', '-p', ...(pane === '' ? [] : ['-t', pane]), '#{client_utf8}'];
	execFile('tmux', words, {timeout: limits.answer_wait_ms}, (error, output) => {
		resolve(error === null && output.trim() === '1');
	});
	return promise;
}
