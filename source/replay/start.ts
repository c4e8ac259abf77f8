/** `sockplay replay`: where the program begins. */
import process from 'node:process';
import {formatAddress} from '../core/address.ts';
import {now_us} from '../core/clock.ts';
import {describeLine} from '../core/describe.ts';
import {explainProblem, isProblem, type Problem} from '../core/problem.ts';
import {limits} from '../core/limits.ts';
import {visibleText} from '../core/visible.ts';
import {endingCodes} from '../headless/ending-codes.ts';
import {flushed} from '../headless/flushed.ts';
import {ignoreReadersGone} from '../headless/print.ts';
import {exitCodes} from '../headless/exit-codes.ts';
import type {Lab} from '../lab/lab.ts';
import {openLab} from '../open-lab.ts';
import {chooseConversations, type Chosen} from './chosen-conversations.ts';
import {conversationsOf} from './conversation.ts';
import {ignoredOf} from './ignoring.ts';
import {readOptions, type ReplayOptions} from './options.ts';
import {readRecording} from './read-recording.ts';
import {Replay} from './replay.ts';
import {nounOf} from './recorded-call.ts';
import {findingLines, resultJson, resultLine, summaryLine, tapLines} from './report.ts';

/** Runs on the streams of this process; resolves to the exit code. */
export async function start(argv: readonly string[]): Promise<number> {
	ignoreReadersGone();

	const code = await run(argv);
	await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
	return code;
}

async function run(argv: readonly string[]): Promise<number> {
	const options = readOptions(argv);
	if ('help' in options) {
		print([options.help.trim()]);
		return exitCodes.done;
	}

	if ('problem' in options) {
		complain(explainProblem(options.line, options.problem));
		return exitCodes.wrong;
	}

	const chosen = await readConversations(options);
	if (isProblem(chosen)) {
		const {message, hint} = chosen;
		complain(visibleText([message, ...(hint === undefined ? [] : [hint])].join('; ')));
		return exitCodes.wrong;
	}

	return play(options, chosen);
}

async function readConversations({file, role, only, address}: ReplayOptions): Promise<Chosen | Problem> {
	const recording = await readRecording(file);
	if (isProblem(recording)) {
		return recording;
	}

	const chosen = chooseConversations(conversationsOf(recording.ends, role), only, address);
	const notes = recording.notes.map(note => `${file}: ${note}`);
	return isProblem(chosen) ? chosen : {...chosen, notes: [...notes, ...chosen.notes]};
}

async function play(options: ReplayOptions, {conversations, notes}: Chosen): Promise<number> {
	const lab = openLab({now_us, keep_bytes: limits.replay_keep_bytes});
	if (options.log) {
		lab.journal.subscribe((event, bytes) => {
			complain(describeLine(event, bytes));
		});
	}

	for (const note of notes) {
		complain(visibleText(note));
	}

	const replay = replayOf(lab, conversations, options);
	const ended = await Promise.race([replay.run(), endingCodes().stop]);
	lab.closeAll();
	if (typeof ended === 'string') {
		complain(`cannot listen on ${formatAddress(options.address)}: ${ended}`);
		return exitCodes.refused;
	}

	for (const awaited of typeof ended === 'number' ? replay.awaiting : []) {
		complain(`still awaited: ${awaited}`);
	}

	print(reportOf(replay, options));
	if (typeof ended === 'number') {
		return ended;
	}

	return replay.results.every(({findings}) => findings.length === 0) ? exitCodes.done : exitCodes.refused;
}

/** Differences are printed as they are found, and where a server listens is said. */
function replayOf(lab: Lab, conversations: Chosen['conversations'], options: ReplayOptions): Replay {
	const settings = {...options, ignored: options.ignore.map(pattern => ignoredOf(pattern))};
	return new Replay(lab, conversations, settings, {
		found(finding) {
			if (options.format === 'plain') {
				print([...findingLines(finding), '']);
			}
		},
		listening(name) {
			complain(`listening on ${lab.registry.get(name)!.summary().local}`);
		},
	});
}

function reportOf({results}: Replay, {format, role}: ReplayOptions): string[] {
	const noun = nounOf(role);
	if (format === 'json') {
		return results.map(result => resultJson(result));
	}

	return format === 'tap'
		? tapLines(results, noun)
		: [...results.map(result => resultLine(result, noun)), summaryLine(results, noun)];
}

function print(lines: readonly string[]): void {
	process.stdout.write(`${lines.join('\n')}\n`);
}

function complain(text: string): void {
	process.stderr.write(`${text}\n`);
}
