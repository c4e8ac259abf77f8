import {formatAddress} from '../core/address.ts';
import type {Output} from '../core/standard-streams.ts';
import type {Port} from './ports.ts';
import type {ZeroSettings} from './zero.ts';

type Printed = {
	readonly found: ZeroSettings['found'];
	/** Aborted when nobody reads what is printed. */
	readonly gone: AbortSignal;
	/** Resolves when all of it has been written. */
	end(): Promise<void>;
};

/** Prints the ports that are open, one in a line: `127.0.0.1:22 open`. */
export function printOpen(output: Output): Printed {
	const gone = new AbortController();
	let settle: () => void = () => undefined;
	output.observer = {
		drained() {
			settle();
		},
		failed() {
			gone.abort();
			settle();
		},
	};
	return {
		gone: gone.signal,
		found(port, isOpen) {
			if (isOpen) {
				output.write(new TextEncoder().encode(`${openLine(port)}\n`));
			}
		},
		async end() {
			const written = Promise.withResolvers<void>();
			settle = written.resolve;
			await (output.queued_bytes > 0 && written.promise);
		},
	};
}

function openLine({address}: Port): string {
	return `${formatAddress(address)} ${address.transport === 'udp' ? 'open, or no answer' : 'open'}`;
}
