import {verbs} from '../commands/table.ts';
import type {LabEvent} from '../core/events.ts';
import {isProblem} from '../core/problem.ts';
import type {Lab} from '../lab/lab.ts';
import {parseLine} from '../language/parse-line.ts';

const sending = new Set(['send', 'sendto']);

/** EAGAIN: the rest is queued. ECONNREFUSED: an answer to an earlier datagram, which `expect refused` waits for. */
const noFailures = new Set(['EAGAIN', 'ECONNREFUSED']);

/**
Watches a line's own calls of send(2), not those of `every`, of a service or of a link. The answer ends that, and gives
the last that failed.
*/
export function watchSends(line: string, {current, journal, registry}: Lab): () => LabEvent | undefined {
	const parsed = parseLine(line, verbs);
	const isSending = parsed !== undefined && !isProblem(parsed) && sending.has(parsed.verb.name);
	const sender = isSending ? current.find(parsed.target.name) : undefined;
	if (sender === undefined) {
		return () => undefined;
	}

	let failed: LabEvent | undefined;
	const unsubscribe = journal.subscribe(event => {
		const isOwn = event.endpoint === sender.name || registry.get(event.endpoint)?.listener === sender.name;
		failed = isOwn && isFailedSend(event) ? event : failed;
	});
	return () => {
		unsubscribe();
		return failed;
	};
}

function isFailedSend({event, errno, retried}: LabEvent): boolean {
	return event === 'send' && errno !== undefined && retried !== true && !noFailures.has(errno);
}
