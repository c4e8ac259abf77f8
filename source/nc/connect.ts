/** nc without -l: a conversation with each of the ports, or with -z only whether they answer. */
import {limits} from '../core/limits.ts';
import {runPipe} from '../pipe/pipe.ts';
import {type Attempt, attemptOf, AttemptReport, type ConnectPlan, hostMistake} from './attempt.ts';
import {conversationOf} from './conversation.ts';
import type {ErrorLines} from './error-lines.ts';
import {inOrder} from './in-order.ts';
import {shuffled} from './ports.ts';
import {probe} from './probe.ts';
import type {NcWorld} from './world.ts';

/** Resolves to nc's exit code: 0 when any port was connected. */
export async function connectPorts(plan: ConnectPlan, world: NcWorld, errors: ErrorLines): Promise<number> {
	const mistake = hostMistake(plan);
	if (mistake !== undefined) {
		errors.say(`nc: ${mistake}`);
		return 1;
	}

	const ports = plan.settings.shufflesPorts ? shuffled(plan.ports, world.random) : plan.ports;
	const attempts = ports.map(port => attemptOf(plan, port));
	return plan.settings.scans ? scan(attempts, world, errors) : talk(attempts, world, errors);
}

/** One conversation after the other, with one standard input for all. */
async function talk(attempts: readonly Attempt[], world: NcWorld, errors: ErrorLines): Promise<number> {
	const conversation = conversationOf(attempts[0]!.settings, world);
	let code = 1;
	for (const attempt of attempts) {
		const report = new AttemptReport(attempt, world, line => {
			errors.say(line);
		});
		const {address, local, timeout_ms} = attempt;
		await runPipe({
			...conversation,
			role: 'connect',
			address,
			timeout_ms,
			...(local !== undefined && {local}),
			afterPeer_ms: Infinity,
			tell(_, fact) {
				report.tell(fact);
			},
			reached(milestone) {
				if (milestone.kind === 'connected') {
					report.connected(milestone.remote);
				}
			},
		});
		if (report.isFatal) {
			return 1;
		}

		code = report.isConnected ? 0 : code;
	}

	return code;
}

type Found = {readonly report: AttemptReport; readonly lines: readonly string[]};

/** Many at a time, told in their order; a port of ours that is bound for one is in use for the next. */
async function scan(attempts: readonly Attempt[], world: NcWorld, errors: ErrorLines): Promise<number> {
	const atOnce = attempts[0]!.local === undefined ? limits.scan_attempts : 1;
	let code = 1;
	const take = ({report, lines}: Found): boolean => {
		for (const line of lines) {
			errors.say(line);
		}

		code = report.isConnected ? 0 : code;
		if (report.isFatal || (!report.isConnected && attempts[0]!.settings.isDatagram)) {
			code = 1;
		}

		return !report.isFatal;
	};

	await inOrder(attempts, atOnce, async attempt => {
		const lines: string[] = [];
		const report = new AttemptReport(attempt, world, line => {
			lines.push(line);
		});
		await probe(attempt, report, world);
		return {report, lines};
	}, take);
	return code;
}
