import type {Address} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import {runPipe, type Milestone} from '../pipe/pipe.ts';
import {conversationOf} from './conversation.ts';
import type {NcSettings} from './settings.ts';
import {strerror} from './strerror.ts';
import type {NcWorld} from './world.ts';

export type ServeRequest = {
	readonly settings: NcSettings;
	readonly address: Address;
	/** Who listens, and who came. */
	readonly reached: (milestone: Milestone) => void;
	readonly say: (line: string) => void;
};

/** Listens and serves; resolves to nc's exit code. The peer's FIN ends a connection, whatever the input does. */
export async function serve({settings, address, reached, say}: ServeRequest, world: NcWorld): Promise<number> {
	let isListening = false;
	await runPipe({
		...conversationOf(settings, world),
		role: 'listen',
		address,
		keepOpen: settings.keepsOpen ?? false,
		afterPeer_ms: 0,
		tell(_, fact) {
			const refusal = isListening ? undefined : listenRefusal(fact);
			if (refusal !== undefined) {
				say(`nc: ${refusal}`);
			}
		},
		reached(milestone) {
			isListening = true;
			reached(milestone);
		},
	});
	return isListening ? 0 : 1;
}

function listenRefusal({event, errno}: Fact): string | undefined {
	if (errno === undefined) {
		return undefined;
	}

	return event === 'getaddrinfo' ? `getaddrinfo: ${strerror(errno)}` : strerror(errno);
}
