/**
What a frame costs with many endpoints, and what a connection that comes costs.

`node bench/by-hand/frames.ts` (a few seconds). The connections have no sockets; the frame is made and copied, as it
is when it crosses to the screen's thread.
*/
import {limits} from '../../source/core/limits.ts';
import type {ListenerObserver, Network, StreamEndpoint} from '../../source/core/network.ts';
import {FrameMaker} from '../../source/frames/frame-maker.ts';
import {now_us} from '../../source/core/clock.ts';
import {Lab} from '../../source/lab/lab.ts';

const frames = 50;
const address = {transport: 'tcp', host: '127.0.0.1', port: 5000} as const;
const nothing = () => undefined;

function endpoint(port: number): StreamEndpoint {
	const remote = `127.0.0.1:${port}`;
	const calls = {send: nothing, sendCopy: nothing, hold: nothing, resume: nothing, shutdown: nothing};
	const ends = {close: nothing, reset: nothing, destroy: nothing};
	return {fd: -1, local: '127.0.0.1:5000', remote, queued_bytes: 0, ...calls, ...ends, set: nothing};
}

/** Keeps whom it has to tell of connections. */
function quietNetwork(): Network & {observer?: ListenerObserver} {
	return {
		async listen(_request, observer) {
			this.observer = observer;
			const asynchronously = async () => undefined;
			const holding = {hold: asynchronously, resume: asynchronously};
			return {local: address, ...holding, waiting: nothing, close: nothing, set: nothing};
		},
		connect: async () => undefined,
		datagram: async () => undefined,
	};
}

for (const connections of [10, 1000, 16_000]) {
	const network = quietNetwork();
	const lab = new Lab({network, now_us, random: count => new Uint8Array(count)});
	const stream = {recv_bytes: limits.recv_bytes};
	await lab.sockets.listen(address, {service: '', stream, options: {eol: '\n', halfopen: true, backlog: 0}});
	const begun = performance.now();
	for (let made = 0; made < connections; made++) {
		network.observer!.accepted(endpoint(20_000 + made));
	}

	const each_us = (performance.now() - begun) * 1000 / connections;
	const maker = new FrameMaker(lab);
	const size = {columns: 56, rows: 20};
	const sizes = {server: size, client: size, raw: {columns: 116, rows: 14}};
	maker.viewport = {...maker.viewport, sizes, colours: 'true'};
	maker.make();
	const from = performance.now();
	for (let made = 0; made < frames; made++) {
		structuredClone(maker.make());
	}

	const frame_ms = (performance.now() - from) / frames;
	const frame = `a frame ${frame_ms.toFixed(2)} ms`;
	console.log(`${String(connections).padStart(6)} connections: ${frame}, a connection ${each_us.toFixed(0)} us`);
}
