/** The comment that names one end of a conversation in a capture: written on a packet, found again by `open`. */
import {formatAddress} from '../../core/address.ts';
import type {Side} from '../../core/events.ts';
import {isName} from '../endpoint-name.ts';
import {ipText} from '../ip-text.ts';
import type {Host} from './host.ts';

export type Transport = 'tcp' | 'udp';

/** An endpoint of the recorded session, and the addresses of the conversation that it is an end of. */
export type Naming = {
	readonly name: string;
	readonly side: Side;
	readonly transport: Transport;
	readonly local: string;
	readonly remote: string;
};

/** Told of each end, once for each conversation; at its first packet, or with the first that shows who it is. */
export type Namer = (naming: Naming) => void;

const pattern = /^endpoint (?<name>\S+): (?<transport>tcp|udp) (?<side>client|server) (?<local>\S+), peer (?<remote>\S+)$/v;

/** `endpoint alice: tcp client 127.0.0.1:51234, peer 127.0.0.1:4000`. */
export function formatNaming({name, side, transport, local, remote}: Naming): string {
	return `endpoint ${name}: ${transport} ${side} ${local}, peer ${remote}`;
}

/** Undefined for a comment that says something else. */
export function parseNaming(comment: string): Naming | undefined {
	const naming = pattern.exec(comment)?.groups as Naming | undefined;
	return naming !== undefined && isName(naming.name) ? {...naming} : undefined;
}

/** The end of a conversation as the packets have it. */
export function hostText({address, port}: Host, transport: Transport): string {
	return formatAddress({transport, host: ipText(address), port});
}
