import {limits} from '../../core/limits.ts';
import {formatCount} from '../../core/quantities.ts';
import type {ServiceConnection} from '../service.ts';
import type {ReplyContext, Rule} from './rule.ts';
import type {RulesFile} from './rules-file.ts';

/** The rule that matched, and the context of its replies. */
export type Chosen = {readonly rule: Rule; readonly moment: ReplyContext};

/**
Finds the rule for a message. Yields the steps taken; returns undefined, with a note, when no rule matches or the
message takes too many steps.
*/
export type Choose = (message: Uint8Array, connection: ServiceConnection) => Generator<number, Chosen | undefined>;

/** Steps of a message before any pattern, most of them for checking whether the file has changed. */
const first_steps = 400;

/** Matches messages against the rules of a file as it is when the message's turn begins. */
export function chooser(file: RulesFile, now_us: () => number): Choose {
	let messages = 0;
	return function * (message, connection) {
		const changed = file.reload();
		if (changed !== undefined) {
			connection.note(
				changed === 'reloaded' ? 'the rules have changed and were reloaded' : `${changed}; the previous rules stay in use`,
			);
		}

		messages++;
		const total = messages;
		yield first_steps;
		let left = limits.rules_message_steps;
		for (const rule of file.rules.rules) {
			const steps = rule.pattern.steps(message.length);
			left -= steps;
			if (steps > limits.rules_pattern_steps || left < 0) {
				connection.error(
					`not answered: the pattern in line ${rule.line} on ${formatCount(message.length)} B takes more steps than one message may`,
				);
				return undefined;
			}

			const found = rule.pattern.find(message);
			yield steps;
			if (found !== undefined) {
				rule.count++;
				return {rule, moment: {message, found, count: rule.count, total, now_us: now_us()}};
			}
		}

		connection.note('no rule matches: not answered');
		return undefined;
	};
}
