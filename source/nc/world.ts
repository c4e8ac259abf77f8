import type {Clock} from '../core/clock.ts';
import type {Network} from '../core/network.ts';
import type {Input, Output} from '../core/standard-streams.ts';

/** What netcat runs on: the network, the standard streams, and the names of this machine. */
export type NcWorld = {
	readonly network: Network;
	readonly clock: Clock;
	/** Standard input, opened when something is to be read. `size_bytes`: the most that one read returns. */
	readonly input: (size_bytes: number) => Input;
	readonly output: () => Output;
	/** Writes a line to standard error. */
	readonly say: (line: string) => void;
	/** The port of a service, and the other way round (services(5)); undefined where there is none. */
	readonly portOf: (service: string, transport: 'tcp' | 'udp') => number | undefined;
	readonly serviceOf: (port: number, transport: 'tcp' | 'udp') => string | undefined;
	/** The name of a numeric address (getnameinfo(3)), or the address again. */
	readonly nameOf: (host: string) => Promise<string>;
	/** Removes the socket that a program which has ended left at a path; any other file stays. */
	readonly removeSocket: (path: string) => void;
	/** Whether the type of service of a TCP connection can be set. */
	readonly setsTos: boolean;
	/** 0 up to, not including, 1. */
	readonly random: () => number;
	/** Ends it at once. */
	readonly signal?: AbortSignal;
};
