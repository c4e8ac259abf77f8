// Loaded into the program: with each SIGURG the system's clock jumps, an hour ahead and two hours back in turns.
import process from 'node:process';
import {isMainThread} from 'node:worker_threads';

const hour = 3_600_000;
const {now} = Date;
let offset = 0;

if (isMainThread) {
	Date.now = () => now() + offset;
	process.on('SIGURG', () => {
		offset += offset > 0 ? -2 * hour : hour;
	});
}
