import type {SubcommandName} from './usage/forms.ts';

/** A program of its own behind the first word of the command line: it reads the words after that itself. */
export type Subcommand = {
	/** Runs on the streams of this process; resolves to the exit code when nothing is left to do. */
	readonly start: (argv: readonly string[]) => Promise<number>;
};

/** Loaded when its word is given, so that none delays the start of another. */
const subcommands: Readonly<Record<SubcommandName, () => Promise<Subcommand>>> = {
	nc: async () => import('./nc/start.ts'),
	run: async () => import('./scripts/start.ts'),
	check: async () => import('./scripts/check/start.ts'),
	replay: async () => import('./replay/start.ts'),
	completion: async () => import('./completion/start.ts'),
	man: async () => import('./manual/start.ts'),
};

/** The subcommand that the first word names; `undefined` where it is an option or a line. */
export async function findSubcommand(word: string | undefined): Promise<Subcommand | undefined> {
	return word !== undefined && Object.hasOwn(subcommands, word) ? subcommands[word as SubcommandName]() : undefined;
}
