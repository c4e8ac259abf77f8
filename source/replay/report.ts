/** What a replay tells, as text for people, as JSON, or as TAP. */
import {Buffer} from 'node:buffer';
import {byteDiff, firstDifference} from '../core/byte-diff.ts';
import {countOf, formatCount, formatDuration} from '../core/quantities.ts';
import {tapHead, tapPoint} from '../core/tap.ts';
import {quoteBytes} from '../core/quote.ts';
import {visibleText} from '../core/visible.ts';
import type {Finding, PlayedResult} from './result.ts';

const quoted_columns = 60;

/** A finding, with what had been sent before and the difference of the bytes. */
export function findingLines({conversation, message, answer, bytes}: Finding): string[] {
	const sent = answer === undefined || answer.after_bytes === 0
		? []
		: [`after ${countOf(answer.after_bytes, 'byte')} sent: ${afterText(answer.after, answer.after_bytes)}`];
	const difference = bytes === undefined ? [] : byteDiff(bytes.recorded, bytes.received);
	return [`${visibleText(conversation)} ${message}`, ...[...sent, ...difference].map(line => `  ${line}`)];
}

/** How a conversation went: `c1: 3 sends, 3 answers as recorded, 2.1 ms`. */
export function resultLine({conversation, ...result}: PlayedResult, noun: string): string {
	const {answers, same, sends, sent, elapsed_us} = result;
	const sentText = sent === sends ? countOf(sends, 'send') : `${formatCount(sent)} of ${countOf(sends, 'send')}`;
	const sameText = same === answers ? countOf(answers, noun) : `${formatCount(same)} of ${countOf(answers, noun)}`;
	const time = elapsed_us === undefined ? '' : `, ${formatDuration(elapsed_us / 1000)}`;
	return `${visibleText(conversation)}: ${sentText}, ${sameText} as recorded${time}`;
}

/** All of it in one line. */
export function summaryLine(results: readonly PlayedResult[], noun: string): string {
	const sum = (count: (result: PlayedResult) => number) => results.reduce((all, result) => all + count(result), 0);
	const differing = results.filter(({findings}) => findings.length > 0).length;
	const answers = `${formatCount(sum(({same}) => same))} of ${countOf(sum(each => each.answers), noun)} as recorded`;
	const differ = `${formatCount(differing)} ${differing === 1 ? 'differs' : 'differ'}`;
	const played = `${countOf(results.length, 'conversation')} played, ${answers}`;
	return `${played}: ${differing === 0 ? 'no difference' : differ}`;
}

/** One conversation as a JSON object. */
export function resultJson({elapsed_us, findings, ...counts}: PlayedResult): string {
	return JSON.stringify({
		...counts,
		ok: findings.length === 0,
		...(elapsed_us !== undefined && {took_us: elapsed_us}),
		findings: findings.map(({message, answer, bytes}) => ({
			message,
			...(answer !== undefined && {answer: answer.number}),
			...(bytes !== undefined && {
				recorded: base64(bytes.recorded),
				received: base64(bytes.received),
				first_difference: firstDifference(bytes.recorded, bytes.received),
			}),
		})),
	});
}

/** All of it in the Test Anything Protocol: one test per conversation. */
export function tapLines(results: readonly PlayedResult[], noun: string): string[] {
	const tests = results.flatMap((result, index) => {
		const title = tapPoint(index + 1, result.findings.length === 0, resultLine(result, noun));
		return [title, ...result.findings.flatMap(finding => findingLines(finding)).map(line => `# ${line}`)];
	});
	return [...tapHead(results.length), ...tests];
}

function afterText(after: Uint8Array, sent_bytes: number): string {
	return quoteBytes(after, quoted_columns, {more: sent_bytes > after.length});
}

function base64(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('base64');
}
