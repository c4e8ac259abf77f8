import {rejectArguments} from './reject-arguments.ts';
import type {Service, ServiceConnection, StreamHandler} from './service.ts';

const columns = 72;
const crlf = [0x0D, 0x0A];
const line_bytes = columns + 2;
/** The printing characters of ASCII, from the space to the tilde. */
const characters = 95;

/**
Sends characters until the connection closes, as fast as the peer reads: lines of 72, each beginning one character
later, as in RFC 864 and inetd. Answers a datagram with the next line.
*/
export const chargen: Service = {
	name: 'chargen',
	usage: 'chargen',
	summary: 'characters without end (RFC 864)',
	serve(words) {
		const pattern = chargenPattern();
		let line = 0;
		return rejectArguments('chargen', words) ?? {
			stream: connection => generate(connection, pattern),
			datagram: {
				received(_bytes, reply) {
					reply(pattern.subarray(line * line_bytes, (line + 1) * line_bytes));
					line = (line + 1) % characters;
				},
			},
		};
	},
};

/** All 95 different lines, each with CR LF. */
export function chargenPattern(): Uint8Array {
	return Uint8Array.from({length: characters * line_bytes}, (_, at) => {
		const [line, column] = [Math.floor(at / line_bytes), at % line_bytes];
		return column < columns ? 0x20 + (line + column) % characters : crlf[column - columns]!;
	});
}

/**
Sends the pattern once in each turn of the event loop while the system accepts it, else when the connection has drained.
Ignores what the peer sends, its FIN included: the peer has to close.
*/
function generate(connection: ServiceConnection, pattern: Uint8Array): StreamHandler {
	let isOpen = true;
	const more = () => {
		if (!isOpen) {
			return;
		}

		connection.send(pattern);
		if (connection.queued_bytes() === 0) {
			setImmediate(more);
		}
	};

	setImmediate(more);
	return {
		ended: () => undefined,
		drained: more,
		closed() {
			isOpen = false;
		},
	};
}
