import {limits} from '../core/limits.ts';
import {type Host} from './host.ts';

/**
Stops this process and those it was started with (`npm start`), as the terminal's driver does for Ctrl+Z, and resolves
when it goes on.

The system does not stop a group that no shell looks after (POSIX, "orphaned process group"): then no SIGCONT will come,
and it goes on after `limits.stop_ms`.
*/
export async function stopUntilContinued(host: Host): Promise<void> {
	const {promise, resolve} = Promise.withResolvers<void>();
	host.once('SIGCONT', resolve);
	const timer = setTimeout(resolve, limits.stop_ms);
	host.kill(0, 'SIGTSTP');
	await promise;
	clearTimeout(timer);
	host.off('SIGCONT', resolve);
}
