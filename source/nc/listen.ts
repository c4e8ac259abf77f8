/** nc -l: one connection, or with -k one after the other. */
import {isWildcard, type InternetAddress} from '../core/address.ts';
import type {Milestone} from '../pipe/pipe.ts';
import {hostErrno} from './attempt.ts';
import type {ErrorLines} from './error-lines.ts';
import {internetAddress} from './messages.ts';
import type {NcPlan} from './plan.ts';
import {serve} from './serve.ts';
import type {NcSettings} from './settings.ts';
import {strerror} from './strerror.ts';
import type {NcWorld} from './world.ts';

type ListenPlan = Extract<NcPlan, {readonly kind: 'listen'}>;

/** Resolves to nc's exit code: 1 when it could not listen. */
export async function listenAt(plan: ListenPlan, world: NcWorld, errors: ErrorLines): Promise<number> {
	const {settings, host} = plan;
	const errno = host === undefined ? undefined : hostErrno(host, settings);
	if (errno !== undefined) {
		errors.say(`nc: getaddrinfo: ${strerror(errno)}`);
		return 1;
	}

	return serve({
		settings,
		address: addressOf(plan),
		reached(milestone) {
			const line = settings.isVerbose ? milestoneLine(milestone, settings, world) : undefined;
			if (line !== undefined) {
				errors.say(line);
			}
		},
		say(line) {
			errors.say(line);
		},
	}, world);
}

/** Without a host every interface, by IPv4; -6 takes IPv4 as well, on a dual-stack socket (ipv6(7)). */
function addressOf({settings: {family, isDatagram}, host, port}: ListenPlan): InternetAddress {
	const transport = isDatagram ? 'udp' : 'tcp';
	if (host === undefined) {
		return family === 6 ? {transport, host: '::', port} : {transport, host: '0.0.0.0', port};
	}

	return {transport, host, port, ...(family !== undefined && {family})};
}

/** Where it listens, and who came; datagrams of several peers come from nobody in particular. */
function milestoneLine(
	milestone: Milestone,
	{isDatagram, isNumeric, keepsOpen}: NcSettings,
	world: NcWorld,
): string | Promise<string> | undefined {
	const isHere = milestone.kind === 'listening';
	if (!isHere && isDatagram && keepsOpen) {
		return undefined;
	}

	const here = isDatagram ? 'Bound' : 'Listening';
	const address = isHere ? milestone.local as InternetAddress : internetAddress(milestone.remote)!;
	const line = (name: string): string => `${isHere ? here : 'Connection received'} on ${name} ${address.port}`;
	return isNumeric === true || isWildcard(address) ? line(address.host) : nameLine(world.nameOf(address.host), line);
}

async function nameLine(name: Promise<string>, line: (name: string) => string): Promise<string> {
	return line(await name);
}
