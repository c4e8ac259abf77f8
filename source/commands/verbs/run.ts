import {isProblem, problem, shiftProblem, type Problem} from '../../core/problem.ts';
import {unquote} from '../../core/unquote.ts';
import {path, text} from '../../language/kinds.ts';
import {nextToken} from '../../language/tokens.ts';
import type {Kind, Target} from '../../language/verb.ts';
import {defineHostVerb, type Host} from '../define.ts';
import type {Outcome} from '../outcome.ts';
import {atPlace} from '../places.ts';

const steps = ['next', 'all', 'off'] as const;

/** A script, or what is to become of the one that is run. */
const fileOrStep: Kind<string> = {
	...path,
	expected: `a file, or ${steps.join(', ')}`,
	parse: written => isStep(written) ? written : path.parse(written),
};

/** Runs a script; on the screen it waits before each line. */
export const run = defineHostVerb({
	name: 'run',
	parameters: {
		file: {name: 'FILE|next|all|off', kind: fileOrStep},
		values: {name: 'NAME=VALUE…', kind: text, rest: true, optional: true},
	},
	options: {},
	summary: 'run a script; on the screen step by step',
	example: 'run talk.play',
	synonyms: {source: 'run', play: 'run', script: 'run'},
	details: [
		'On the screen it has a session of its own, whose names begin at s1 and c1; the live session continues.',
		'The line about to run is shown: Enter runs it (run next), a all lines (run all), Esc ends the script (run off).',
		'What a script has opened stays until Esc, to be looked at and used by hand.',
		'NAME=VALUE gives it variables: {NAME} in its lines. Without the screen it runs whole, in the session of the line;',
		'`sockplay run FILE` runs scripts as tests, each in a session of its own.',
	],
	onEndpoint: false,
	onRecordings: true,
	async run(host, {file, values = ''}, target) {
		return host.scripts === undefined
			? problem('scripts are run by the screen, or by `sockplay run FILE`', target.places['verb'])
			: runOrGo(host.scripts, file, values, target);
	},
});

async function runOrGo(
	scripts: NonNullable<Host['scripts']>,
	file: string,
	values: string,
	target: Target,
): Promise<Outcome> {
	const given = readGiven(values);
	if (isProblem(given)) {
		return shiftProblem(given, target.places['values']?.start ?? 0);
	}

	const outcome = isStep(file) ? scripts.go(file) : await scripts.begin(file, given);
	return isProblem(outcome) ? atPlace(outcome, target, 'file') : outcome;
}

/** The words `NAME=VALUE`, without quotes. */
function readGiven(values: string): readonly string[] | Problem {
	const given: string[] = [];
	for (let token = nextToken(values, 0); token !== undefined; token = nextToken(values, token.end)) {
		const word = unquote(token.raw);
		if (isProblem(word)) {
			return shiftProblem(word, token.start);
		}

		if (!/^[a-z_][\w\-]*=/iv.test(word.text)) {
			return problem('only NAME=VALUE stands behind the file', token, '`run talk.play host=127.0.0.1`');
		}

		given.push(word.text);
	}

	return given;
}

function isStep(word: string): word is (typeof steps)[number] {
	return (steps as readonly string[]).includes(word);
}
