import type {InternetAddress} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import {isNumericHost} from '../core/ip.ts';
import {limits} from '../core/limits.ts';
import {connectRefusal, type Destination, lookupFailure, success} from './messages.ts';
import type {NcPlan} from './plan.ts';
import type {NcSettings} from './settings.ts';
import {strerror} from './strerror.ts';
import type {NcWorld} from './world.ts';

export type ConnectPlan = Extract<NcPlan, {readonly kind: 'connect'}>;

/** One port that is connected to, for the network and for the messages. */
export type Attempt = {
	readonly settings: NcSettings;
	readonly destination: Destination;
	readonly address: InternetAddress;
	readonly local?: InternetAddress;
	readonly timeout_ms: number;
};

/** The attempt at one of the ports. */
export function attemptOf({settings, host, sourcePort}: ConnectPlan, port: number): Attempt {
	const transport = settings.isDatagram ? 'udp' : 'tcp';
	const {source, isVerbose = false} = settings;
	const family = settings.family === undefined ? {} : {family: settings.family};
	const hasLocal = source !== undefined || sourcePort !== 0;
	return {
		settings,
		destination: {host, port, transport, isVerbose},
		address: {transport, host, port, ...family},
		timeout_ms: connectTimeout_ms(settings),
		...(hasLocal && {local: {transport, host: source ?? '*', port: sourcePort, ...family}}),
	};
}

/** Without -w, and with -w 0, the system's own time limit ends a connect. */
export function connectTimeout_ms({connect_ms = 0}: NcSettings): number {
	return connect_ms === 0 ? limits.timer_ms : connect_ms;
}

/** What getaddrinfo(3) would say of the hosts without asking anybody, as a line of nc. */
export function hostMistake({host, settings, ports}: ConnectPlan): string | undefined {
	const errno = hostErrno(host, settings);
	if (errno !== undefined) {
		return lookupFailure(host, ports[0]!, errno);
	}

	const {source} = settings;
	const family = settings.family ?? familyOf(host);
	const sourceErrno = source === undefined
		? undefined
		: hostErrno(source, {...settings, ...(family !== undefined && {family})});
	return sourceErrno === undefined ? undefined : `getaddrinfo: ${strerror(sourceErrno)}`;
}

/** The errno of a host that cannot have an address: a name with -n, or a number of the other family. */
export function hostErrno(host: string, {family, isNumeric}: NcSettings): string | undefined {
	const written = familyOf(host);
	if (host === '' || (isNumeric && written === undefined)) {
		return 'ENOTFOUND';
	}

	return family !== undefined && written !== undefined && written !== family ? 'EAI_ADDRFAMILY' : undefined;
}

/** Of a numeric address, also in the short forms of inet_aton(3) such as 127.1; undefined for a name. */
function familyOf(host: string): 4 | 6 | undefined {
	if (/^\d[\d.]*$/v.test(host)) {
		return 4;
	}

	return isNumericHost(host) ? 6 : undefined;
}

/** What an attempt came to, and what nc says of it. */
export class AttemptReport {
	isConnected = false;
	/** Refused for a reason that goes for the other ports, too. */
	isFatal = false;
	readonly #attempt: Attempt;
	readonly #world: NcWorld;
	readonly #say: (line: string) => void;

	constructor(attempt: Attempt, world: NcWorld, say: (line: string) => void) {
		this.#attempt = attempt;
		this.#world = world;
		this.#say = say;
	}

	tell(fact: Fact): void {
		const refusal = this.isConnected ? undefined : connectRefusal(fact, this.#attempt.destination);
		if (refusal !== undefined) {
			this.isFatal ||= refusal.isFatal;
			if (refusal.line !== undefined) {
				this.#say(`nc: ${refusal.line}`);
			}
		}
	}

	connected(remote: string): void {
		this.isConnected = true;
		const {settings, destination} = this.#attempt;
		if (destination.isVerbose) {
			const service = settings.isNumeric ? undefined : this.#world.serviceOf(destination.port, destination.transport);
			this.#say(success(destination, remote, service));
		}
	}
}
