/** A way to begin the program: a row of the help. */
export type Form = {
	/** The words behind `sockplay`. */
	readonly words: string;
	readonly summary: string;
	/** What the man page says besides. */
	readonly details?: readonly string[];
};

/** The playground, and lines that people begin with. */
export const forms: readonly Form[] = [
	{words: '[options] [LINE]', summary: 'the playground: server, client, raw bytes'},
	{words: 'listen ADDRESS [SERVICE …]', summary: 'a server'},
	{words: 'connect ADDRESS', summary: 'a client'},
	{words: 'open FILE', summary: 'look at a recording: .pcapng .jsonl .hex'},
];

/** The programs behind the first word; `source/subcommands.ts` loads them. */
export const subcommandForms = {
	run: {words: 'run FILE…', summary: 'run scripts; several are tests, side by side'},
	check: {
		words: 'check FILE…',
		summary: 'read scripts, and show every mistake',
		details: ['Its options are those of run.'],
	},
	nc: {
		words: 'nc [options] …',
		summary: 'netcat: sockplay nc -h',
		details: ['Destinations, ports and exit codes are those of nc(1). What is not done is refused, with the reason.'],
	},
	replay: {words: 'replay FILE --as client ADDRESS', summary: 'play a recording to a live peer'},
	completion: {
		words: 'completion bash|zsh|fish',
		summary: 'what lets the shell complete these words',
		details: ['`sockplay completion -h` says where it belongs.'],
	},
	man: {words: 'man', summary: 'this as a man page: sockplay man | man -l -'},
} as const satisfies Readonly<Record<string, Form>>;

export type SubcommandName = keyof typeof subcommandForms;
