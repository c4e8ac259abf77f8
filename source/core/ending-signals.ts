/**
The signals that end a program unless it does something else, and that a program can answer (signal(7)).

Not among them: SIGPIPE and SIGXFSZ, after which the call in question fails with EPIPE or EFBIG; SIGKILL, which cannot be caught; SIGSEGV, SIGBUS, SIGFPE and SIGILL, which tell of a fault after which nothing can be relied on.
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

/** Those signals, given the options that Node itself was started with: while it makes a profile, SIGPROF is its own. */
export function endingSignals(nodeOptions: readonly string[]): readonly EndingSignal[] {
	const isProfiling = nodeOptions.some(words => /(?:^|\s)--(?:cpu-)?prof(?:$|\s)/v.test(words));
	return isProfiling ? all.filter(signal => signal !== 'SIGPROF') : all;
}
