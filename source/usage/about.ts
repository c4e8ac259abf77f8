/** What sockplay is, in sentences: for the man page. */
export const sentences = {
	short: 'a playground for sockets: both ends, every call, every byte, side by side, live',
	description: [
		'A server, a client and the raw bytes of both, in one terminal. Every socket call either end makes is shown as '
		+ 'it was made, with its result. Without words it opens an echo server on 127.0.0.1:4000, or the next free port, '
		+ 'and a client that is connected to it.',
		'TCP, UDP and Unix sockets run inside the one process; real peers work as well as the built-in ones.',
		'Every request is one line of text, typed in a prompt behind a slash, given with `-e`, or read from a pipe or a '
		+ 'script. When standard output is not a terminal, or with `--plain` or `--json`, the same lines run, and every '
		+ 'event is printed as it happens. Any other text of a prompt is sent to the current connection. A line may begin '
		+ 'with the NAME of an endpoint: `s1.2 close`.',
	],
	pipe: '`connect` and `listen` alone, with input and output that are no terminals, pass bytes on as nc(1) does; any of '
		+ 'these options makes it so at a terminal, too.',
	environment: [
		{name: 'COLORFGBG', meaning: 'the terminal\'s background, for `--theme auto`'},
		{name: 'NO_COLOR', meaning: 'bold, faint and inverse only'},
		{name: 'XDG_STATE_HOME', meaning: 'the folder in which sockplay keeps the history of its prompts, on Linux'},
	],
} as const;

/** The exit codes, but those of scripts and netcat. */
export const exitCodes: ReadonlyArray<{readonly code: string; readonly meaning: string}> = [
	{code: '0', meaning: 'Done, also when the reader of the output has gone.'},
	{code: '1', meaning: 'The network refused, a recording stopped, a script failed, or standard output failed.'},
	{code: '2', meaning: 'A line or an option is wrong; standard error shows where.'},
	{code: '128+N', meaning: 'Signal N: 130 for SIGINT, 143 for SIGTERM.'},
];
