/**
The signals whose default action ends a program and that a program can catch (signal(7)).

Not among them: SIGPIPE and SIGXFSZ, whose calls fail with EPIPE and EFBIG instead; SIGKILL, which cannot be caught;
SIGSEGV, SIGBUS, SIGFPE and SIGILL, after which the program's state is undefined.
*/
const all = [
	'SIGHUP',
	'SIGINT',
	'SIGQUIT',
	'SIGABRT',
	'SIGUSR1',
	'SIGUSR2',
	'SIGALRM',
	'SIGTERM',
	'SIGTRAP',
	'SIGSYS',
	'SIGSTKFLT',
	'SIGXCPU',
	'SIGVTALRM',
	'SIGPROF',
	'SIGIO',
	'SIGPWR',
] as const;

export type EndingSignal = typeof all[number];

/** Those signals, given Node's own options: while Node profiles, it needs SIGPROF itself. */
export function endingSignals(nodeOptions: readonly string[]): readonly EndingSignal[] {
	const isProfiling = nodeOptions.some(words => /(?:^|\s)--(?:cpu-)?prof(?:$|\s)/v.test(words));
	return isProfiling ? all.filter(signal => signal !== 'SIGPROF') : all;
}
