/**
The signals that end a program unless it does something else, and that a program can answer safely (signal(7)).

Not among them: SIGPIPE and SIGXFSZ, which Node ignores, so that the call in question fails with EPIPE or EFBIG; SIGKILL, which cannot be caught; SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP and SIGSYS, which tell of a fault after which nothing can be relied on.
*/
export const endingSignals = [
	'SIGHUP',
	'SIGINT',
	'SIGQUIT',
	'SIGABRT',
	'SIGUSR1',
	'SIGUSR2',
	'SIGALRM',
	'SIGTERM',
	'SIGSTKFLT',
	'SIGXCPU',
	'SIGVTALRM',
	'SIGPROF',
	'SIGIO',
	'SIGPWR',
] as const;
