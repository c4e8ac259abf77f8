// Loaded into the program: with SIGURG every thread collects its garbage, all of it, as nothing in the program would.
import process from 'node:process';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {BroadcastChannel, isMainThread} from 'node:worker_threads';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
// What V8 has kept compiled holds for the flags that it was compiled with.
setFlagsFromString('--no-expose-gc');
const channel = new BroadcastChannel('collect');
channel.unref();
channel.addEventListener('message', () => {
	collect();
});

if (isMainThread) {
	process.on('SIGURG', () => {
		channel.postMessage('');
		collect();
	});
}
