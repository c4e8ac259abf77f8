import {isProblem, problem, shiftProblem} from '../../core/problem.ts';
import {data, udpAddressOrName} from '../../language/kinds.ts';
import {sendNoted} from '../acting.ts';
import {defineVerb} from '../define.ts';
import {addressOf} from '../destinations.ts';
import {done} from '../outcome.ts';
import {atPlace} from '../places.ts';
import {readData} from '../read-data.ts';
import {findUdpSocket} from '../targets.ts';

/** One datagram to an address. UDP only, on a socket that is not connected. */
export const sendto = defineVerb({
	name: 'sendto',
	parameters: {
		address: {name: 'ADDRESS', kind: udpAddressOrName},
		data: {name: 'DATA', kind: data, rest: true},
	},
	options: {},
	summary: 'send one datagram to an address (UDP)',
	example: 'sendto udp:5000 hello',
	details: [
		'Works on a UDP listener, and on a client opened with connected=no.',
		'An unconnected socket hears nothing when nobody reads at ADDRESS; a connected one gets ECONNREFUSED.',
	],
	onEndpoint: true,
	run(lab, args, target) {
		const socket = findUdpSocket(lab, target);
		if (isProblem(socket)) {
			return socket;
		}

		const to = addressOf(lab.registry, args.address, target);
		if (isProblem(to)) {
			return to;
		}

		if (to.transport !== 'udp') {
			return atPlace(problem('sendto is for UDP', undefined, 'write udp:PORT'), target, 'address');
		}

		if (socket.connected) {
			const {name, remote} = socket;
			const message = `${name} is connected: its datagrams go to ${remote}`;
			return atPlace(problem(message, undefined, '`connect ADDRESS connected=no` opens one that is not'), target, 'verb');
		}

		const bytes = readData(lab, args.data);
		if (isProblem(bytes)) {
			return shiftProblem(bytes, target.places['data']?.start ?? 0);
		}

		const sending = {verb: 'sendto', through: [socket], bytes, text: args.data, to} as const;
		const [refusal] = sendNoted(lab, sending, () => socket.sendTo(bytes, to));
		return refusal === undefined ? done : atPlace(refusal, target, 'address');
	},
});
