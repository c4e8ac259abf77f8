import {rejectArguments} from './reject-arguments.ts';
import type {Service} from './service.ts';

/** Receives and answers nothing (RFC 863); closes after the peer has. */
export const discard: Service = {
	name: 'discard',
	usage: 'discard',
	summary: 'receives, and answers nothing (RFC 863)',
	serve: words => rejectArguments('discard', words) ?? {
		stream: connection => ({
			ended() {
				connection.close();
			},
		}),
		datagram: {received: () => undefined, isSilent: true},
	},
};
