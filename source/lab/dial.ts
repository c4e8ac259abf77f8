import type {Address} from '../core/address.ts';
import {limits} from '../core/limits.ts';
import type {ServiceConnection, StreamHandler} from '../services/service.ts';
import type {Registry} from './registry.ts';
import type {Sockets} from './sockets.ts';

type Dialler = {readonly registry: Registry; readonly sockets: Sockets};

/** Called when the client is connected; answers who hears of it. */
type Opened = (connection: ServiceConnection) => StreamHandler;

/**
Opens a client for a service; `opened` is called when it is connected and answers who hears of it. False when the system
refused, which the journal tells. A name that is taken gets a number behind it.
*/
export async function dial(lab: Dialler, address: Address, name: string, opened: Opened): Promise<boolean> {
	const free = freeName(lab, name);
	const isConnected = await lab.sockets.connect(address, {
		name: free,
		timeout_ms: limits.connect_timeout_ms,
		connected: true,
		stream: {recv_bytes: limits.recv_bytes},
		options: {eol: '\n', halfopen: true},
		serving: {stream: opened},
	});
	return isConnected === true;
}

function freeName(lab: Dialler, name: string): string {
	let free = name;
	for (let number = 2; lab.registry.get(free) !== undefined; number++) {
		free = `${name}${number}`;
	}

	return free;
}
