import {limits} from '../core/limits.ts';
import type {Input, Output} from '../core/standard-streams.ts';
import type {PipeSettings} from '../pipe/pipe.ts';
import type {NcSettings} from './settings.ts';
import {CountedOutput} from './streams/counted-output.ts';
import {CrlfInput} from './streams/crlf-input.ts';
import {EmptyInput} from './streams/empty-input.ts';
import {LastingInput} from './streams/lasting-input.ts';
import {DiscardingOutput, sendOnWithoutReader} from './streams/one-way.ts';
import {PacedInput} from './streams/paced-input.ts';
import {TelnetOutput} from './streams/telnet.ts';
import type {NcWorld} from './world.ts';

/** What a pipe needs to know to pass bytes on as nc does. */
export type Conversation = Pick<
	PipeSettings,
	'network' | 'clock' | 'input' | 'output' | 'atInputEnd' | 'afterInput_ms' | 'idle_ms' | 'stream' | 'datagram' | 'signal'
>;

/**
The standard streams with what the options do to them, and when a conversation ends: after the end of input only the
peer ends it, unless -q says otherwise, and without -N no FIN is sent. One of them serves several connections.
*/
export function conversationOf(settings: NcSettings, world: NcWorld): Conversation {
	const {shutsDown = false, quit_ms = Infinity, idle_ms, tos, ttl, broadcasts, recvs, listens} = settings;
	const ending = new AbortController();
	const {input, output} = listens
		? streamsOf(settings, world)
		: sendOnWithoutReader(streamsOf(settings, world));
	const counted = recvs === undefined
		? output
		: new CountedOutput(output, recvs, () => {
			ending.abort();
		});
	return {
		network: world.network,
		clock: world.clock,
		input,
		output: settings.answersTelnet ? new TelnetOutput(counted, input) : counted,
		atInputEnd: shutsDown && !settings.readsNothing ? 'shutdown' : 'nothing',
		afterInput_ms: settings.readsNothing ? Infinity : quit_ms,
		signal: world.signal === undefined ? ending.signal : AbortSignal.any([ending.signal, world.signal]),
		stream: {...(tos !== undefined && {tos})},
		datagram: {...(ttl !== undefined && {ttl}), ...(broadcasts && {broadcast: true})},
		// -luk has no conversation that could fall silent.
		...(idle_ms !== undefined && !(settings.keepsOpen && settings.isDatagram) && {idle_ms}),
	};
}

function streamsOf(settings: NcSettings, world: NcWorld): {readonly input: Input; readonly output: Output} {
	const {interval_ms = 0, isDatagram} = settings;
	const size_bytes = isDatagram ? limits.pipe_datagram_bytes : limits.pipe_bytes;
	const read = new LastingInput(settings.readsNothing ? new EmptyInput() : world.input(size_bytes));
	const lines = settings.sendsCrlf ? new CrlfInput(read) : read;
	return {
		input: interval_ms > 0 ? new PacedInput(lines, world.clock, interval_ms) : lines,
		output: settings.onlySends ? new DiscardingOutput() : world.output(),
	};
}
