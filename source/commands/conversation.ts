import {type Problem, problem} from '../core/problem.ts';
import type {Target} from '../language/verb.ts';
import {type Conversation, placeOf} from './targets.ts';

/** Hands bytes to a conversation, whatever carries it. */
export function sendThrough(entry: Conversation, bytes: Uint8Array, target: Target): Problem | undefined {
	switch (entry.kind) {
		case 'connection': {
			entry.endpoint!.send(bytes);
			return undefined;
		}

		case 'peer': {
			entry.socket.endpoint!.send(bytes, entry.address);
			return undefined;
		}

		case 'datagram': {
			if (!entry.connected && entry.destination === undefined) {
				return problem(`${entry.name} has no peer to send to`, placeOf(target), 'sendto ADDRESS DATA names one');
			}

			if (entry.destination !== undefined) {
				return entry.sendTo(bytes, entry.destination);
			}

			entry.endpoint!.send(bytes);
			return undefined;
		}
	}
}

/** The line ending that a line typed as data gets on this conversation. */
export function eolOf(entry: Conversation): string {
	switch (entry.kind) {
		case 'connection': {
			return entry.options.eol;
		}

		case 'peer': {
			return entry.socket.eol;
		}

		case 'datagram': {
			return entry.eol;
		}
	}
}
