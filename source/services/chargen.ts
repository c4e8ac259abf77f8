import {rejectArguments} from './reject-arguments.ts';
import type {Service, ServiceConnection, StreamHandler} from './service.ts';

const columns = 72;
const line_bytes = columns + 2;
/** The printing characters of ASCII, from the space to the tilde. */
const characters = 95;
const pattern = chargenPattern();

/** Characters without end, faster than nobody reads: lines of 72 that each begin one character further, as RFC 864 shows and inetd sends. A datagram is answered with the next line. */
export const chargen: Service = {
	name: 'chargen',
	usage: 'chargen',
	summary: 'characters without end (RFC 864)',
	serve(words) {
		let line = 0;
		return rejectArguments('chargen', words) ?? {
			stream: generate,
			datagram: {
				received(_bytes, reply) {
					reply(pattern.subarray(line * line_bytes, (line + 1) * line_bytes));
					line = (line + 1) % characters;
				},
			},
		};
	},
};

/** All 95 different lines, each with CR LF: after them it begins again. */
export function chargenPattern(): Uint8Array {
	return Uint8Array.from({length: characters * line_bytes}, (_, at) => {
		const [line, column] = [Math.floor(at / line_bytes), at % line_bytes];
		return column < columns ? 0x20 + (line + column) % characters : (column === columns ? 0x0D : 0x0A);
	});
}

/** One round of the pattern a turn of the loop, for as long as the system takes it; then when it has. What the peer sends is thrown away, its FIN too: it has to close. */
function generate(connection: ServiceConnection): StreamHandler {
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
