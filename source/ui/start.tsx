/** Puts the screen together: the lab on its thread, the terminal, Ink between them. */
import process from 'node:process';
import type {CommandLine} from '../command-line.ts';
import {check} from '../commands/execute.ts';
import {verbs} from '../commands/table.ts';
import {limits} from '../core/limits.ts';
import {explainProblem, isProblem} from '../core/problem.ts';
import {listFolder} from '../files/list-folder.ts';
import {openScreen} from '../screen/terminal.ts';
import {services} from '../services/table.ts';
import {busyPorts} from '../sockets/busy-ports.ts';
import {LabThread} from '../thread/lab-thread.ts';
import {questionFor} from './characters.ts';
import {historyFile} from './history-file.ts';
import {openingLines} from './opening-lines.ts';
import {runUi, type UiOptions} from './run.tsx';
import {chooseTheme} from './theme.ts';

/**
Shows the playground until it ends; the process ends with it. Answers only when a first line is wrong, with the exit
code for that.
*/
export async function startScreen(options: CommandLine): Promise<number> {
	const mistake = firstMistake(options.lines);
	if (mistake !== undefined) {
		console.error(mistake);
		return 2;
	}

	const history = historyFile();
	const theme = chooseTheme(process.env, options);
	let [onResize, onCharacters]: Parameters<UiOptions['openScreen']> = [() => undefined, () => undefined];
	const screen = openScreen({
		mouse: options.mouse,
		question: questionFor({decided: options.characters, byLocale: theme.ascii ? 'ascii' : 'unicode'}, characters => {
			onCharacters(characters);
		}),
		remoteTimeout_ms: isRemote(process.env) ? options.terminalTimeout_ms ?? limits.remote_timeout_ms : undefined,
		onResize(size) {
			onResize(size);
		},
		async lastWork() {
			await Promise.all([lab.close(), history.written()]);
		},
	});
	const lab = new LabThread(options, error => {
		void screen.fail(error);
	});
	if (options.for_ms !== undefined) {
		setTimeout(() => {
			void screen.exit(0);
		}, options.for_ms);
	}

	try {
		await runUi({
			lab,
			openScreen(...listeners) {
				[onResize, onCharacters] = listeners;
				return screen;
			},
			repaint() {
				screen.repaint();
			},
			stdin: process.stdin,
			theme,
			verbs,
			knowledge: {services, listFolder, busyPorts},
			history,
			begin: openingLines(options),
		});
		await screen.exit(0);
	} catch (error) {
		await screen.fail(error);
	}

	return 0;
}

/** The first line that is wrong, with its place marked. */
function firstMistake(lines: readonly string[]): string | undefined {
	for (const line of lines) {
		const found = check(line, {screen: true});
		if (isProblem(found)) {
			return explainProblem(line, found);
		}
	}

	return undefined;
}

/**
Whether the terminal is behind an SSH connection (`SSH_CONNECTION`, ssh(1)) that nobody keeps: tmux (`TMUX`) and screen
(`STY`) answer themselves, and keep the session.
*/
function isRemote({SSH_CONNECTION = '', TMUX = '', STY = ''}: NodeJS.ProcessEnv): boolean {
	return SSH_CONNECTION !== '' && TMUX === '' && STY === '';
}
