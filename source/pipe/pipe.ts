/**
Bytes between an input, an output and a socket, in both directions at once:

```text
input ──▸ send ──▸ peer
output ◂── recv ◂── peer
```

A pipe keeps nothing: what was read is handed on from where it lies, and nothing more is read before all of it was
taken. So the slower side sets the pace in each direction, and memory is one buffer for each.

How it ends. The end of the input sends FIN. The peer's FIN ends the output. When both have come, the pipe is done; with
only one of them it waits for the other: after the end of the input for as long as the peer stays (or `afterInput_ms`),
after the peer's FIN for as long as input keeps coming (`afterPeer_ms` without any ends it, because a peer that has
closed looks the same).
*/
import {connectDatagrams, listenDatagrams} from './datagrams.ts';
import type {PipeEnd, PipeSettings} from './settings.ts';
import {connectStream, listenStream} from './streams.ts';

export type {Milestone, PipeEnd, PipeSettings, Speaker} from './settings.ts';

/** Runs a pipe to its end; all that was received has been written then. With `keepOpen` the last conversation tells. */
export async function runPipe(settings: PipeSettings): Promise<PipeEnd> {
	const isDatagram = settings.address.transport === 'udp';
	if (settings.role === 'connect') {
		return isDatagram ? connectDatagrams(settings) : connectStream(settings);
	}

	return isDatagram ? listenDatagrams(settings) : listenStream(settings);
}
