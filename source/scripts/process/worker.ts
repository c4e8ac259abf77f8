/**
A process that runs one script, told by a message, and answers what it came to. What the script says goes to standard
output. It ends when its parent has gone.
*/
import process from 'node:process';
import {now_us} from '../../core/clock.ts';
import {flushed} from '../../headless/flushed.ts';
import {openLab} from '../../open-lab.ts';
import {freePorts} from '../../sockets/free-port.ts';
import {playFile} from '../play-file.ts';
import type {FromScript, ToScript} from './messages.ts';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		stopping.abort();
	});
}

process.once('disconnect', () => {
	process.exit();
});
process.once('message', (message: ToScript) => {
	void run(message);
});

async function run({file, options}: ToScript): Promise<void> {
	const result: FromScript = await playFile(file, {
		lab: openLab({...options, now_us}),
		output: process.stdout,
		options: {...options, format: 'said'},
		freePorts,
		signal: stopping.signal,
	});
	await flushed(process.stdout);
	process.send!(result, () => {
		process.disconnect!();
	});
}
