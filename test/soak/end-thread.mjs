// Loaded into the program: SIGURG ends the thread that was started last, as nothing in the program would.
import process from 'node:process';
import {isMainThread} from 'node:worker_threads';

if (isMainThread) {
	let newest;
	process.on('worker', worker => {
		newest = worker;
	});
	process.on('SIGURG', () => {
		newest?.terminate();
	});
}
