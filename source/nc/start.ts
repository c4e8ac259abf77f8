import process from 'node:process';
import {timerClock} from '../core/clock.ts';
import type {Output} from '../core/standard-streams.ts';
import {setsTypeOfService} from '../sockets/handle.ts';
import {hostName} from '../sockets/host-name.ts';
import {realNetwork} from '../sockets/real-network.ts';
import {openServices} from '../sockets/service-names.ts';
import {removeSocket} from '../sockets/socket-file.ts';
import {watchReader} from '../sockets/reader-watch.ts';
import {openInput, openOutput} from '../sockets/standard-streams.ts';
import {runNc} from './run.ts';

/** Netcat on the streams of this process; resolves to the exit code. A signal ends it as it ends any program. */
export async function start(argv: readonly string[]): Promise<number> {
	// The exit code is enough when nobody reads what is said.
	process.stderr.on('error', () => undefined);
	const services = openServices();
	return runNc(argv, {
		network: realNetwork,
		clock: timerClock(),
		input: size_bytes => openInput(0, size_bytes),
		output: watchedOutput,
		say(line) {
			process.stderr.write(`${line}\n`);
		},
		portOf: services.portOf,
		serviceOf: services.serviceOf,
		nameOf: hostName,
		removeSocket,
		setsTos: setsTypeOfService,
		random: Math.random,
	});
}

/** Standard output, which has failed as soon as its reader has gone. */
function watchedOutput(): Output {
	const output = openOutput(1);
	watchReader(1, () => {
		output.observer.failed('EPIPE');
	});
	return output;
}
