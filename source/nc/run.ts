import {connectPorts} from './connect.ts';
import {ErrorLines} from './error-lines.ts';
import {listenAt} from './listen.ts';
import {type NcPlan, readPlan} from './plan.ts';
import {unixSocket} from './unix.ts';
import {tosNote} from './tos.ts';
import {help, usage} from './usage.ts';
import type {NcWorld} from './world.ts';

/** Runs a command line of netcat; resolves to nc's exit code. What it says goes to standard error. */
export async function runNc(argv: readonly string[], world: NcWorld): Promise<number> {
	const errors = new ErrorLines(world.say);
	const plan = readPlan(argv, world.portOf);
	if ('mistake' in plan) {
		const lines = plan.mistake === '' ? [] : [`nc: ${plan.mistake}`];
		for (const line of [...lines, ...plan.showsUsage ? usage() : []]) {
			errors.say(line);
		}

		await errors.end();
		return 1;
	}

	const {settings} = plan;
	const note = tosNote(settings, world.setsTos);
	for (const line of [...settings.ignored ?? [], ...note === undefined ? [] : [note]]) {
		errors.say(`nc: ${line}`);
	}

	const code = await runPlan(plan, world, errors);
	await errors.end();
	return code;
}

async function runPlan(plan: NcPlan, world: NcWorld, errors: ErrorLines): Promise<number> {
	switch (plan.kind) {
		case 'help': {
			for (const line of help()) {
				errors.say(line);
			}

			return 0;
		}

		case 'listen': {
			return listenAt(plan, world, errors);
		}

		case 'connect': {
			return connectPorts(plan, world, errors);
		}

		case 'unix': {
			return unixSocket(plan, world, errors);
		}
	}
}
