/** nc -U: Unix stream sockets. */
import type {Fact} from '../core/events.ts';
import {runPipe} from '../pipe/pipe.ts';
import {conversationOf} from './conversation.ts';
import type {ErrorLines} from './error-lines.ts';
import type {NcPlan} from './plan.ts';
import {connectTimeout_ms} from './attempt.ts';
import {probeStream} from './probe.ts';
import {serve} from './serve.ts';
import {strerror} from './strerror.ts';
import type {NcWorld} from './world.ts';

type UnixPlan = Extract<NcPlan, {readonly kind: 'unix'}>;

/** Resolves to nc's exit code. */
export async function unixSocket(plan: UnixPlan, world: NcWorld, errors: ErrorLines): Promise<number> {
	return plan.settings.listens ? listenUnix(plan, world, errors) : connectUnix(plan, world, errors);
}

/** A socket that another program left at the path is replaced, as nc does. */
async function listenUnix({settings, path}: UnixPlan, world: NcWorld, errors: ErrorLines): Promise<number> {
	world.removeSocket(path);
	const say = (line: string): void => {
		errors.say(line);
	};

	return serve({
		settings,
		address: {transport: 'unix', path},
		say,
		reached({kind}) {
			if (settings.isVerbose) {
				const lines = kind === 'listening' ? ['Bound on', 'Listening on'] : ['Connection received on'];
				for (const line of lines) {
					say(`${line} ${path}`);
				}
			}
		},
	}, world);
}

async function connectUnix({settings, path}: UnixPlan, world: NcWorld, errors: ErrorLines): Promise<number> {
	let isConnected = false;
	const request = {address: {transport: 'unix', path}, timeout_ms: connectTimeout_ms(settings)} as const;
	const report = {
		tell({errno}: Fact): void {
			if (!isConnected && errno !== undefined) {
				errors.say(`nc: ${path}: ${strerror(errno)}`);
			}
		},
		connected(): void {
			isConnected = true;
		},
	};
	if (settings.scans) {
		await probeStream(request, report, world);
	} else {
		await runPipe({
			...conversationOf(settings, world),
			...request,
			role: 'connect',
			afterPeer_ms: Infinity,
			tell(_, fact) {
				report.tell(fact);
			},
			reached() {
				report.connected();
			},
		});
	}

	return isConnected ? 0 : 1;
}
