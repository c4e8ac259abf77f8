/** The shape of a verb: what the grammar needs in order to read, complete and explain it. The verbs themselves live in `source/commands`. */
import type {Problem} from '../core/problem.ts';

/** One proposal of the completion. */
export type Suggestion = {
	/** What replaces the word under the cursor. */
	readonly text: string;
	/** How it is shown, when that differs: `listen ADDRESS [SERVICE …]`. */
	readonly label?: string;
	/** One sentence. */
	readonly summary?: string;
	/** A line to type. */
	readonly example?: string;
	/** More is to come in the same word (a folder, `key=`): no space is added after it. */
	readonly open?: boolean;
};

/** What a completion may know of the running session. Plain data, so that it can cross a thread. */
export type CompletionContext = {
	/** `address` is a word that means it (in quotes where it has to be), or empty where there is none to go to. */
	readonly endpoints: ReadonlyArray<{readonly name: string; readonly address: string; readonly note: string}>;
	readonly services: ReadonlyArray<{readonly name: string; readonly summary: string}>;
	/** The entries of a folder, folders with a trailing `/`; empty when it cannot be read. */
	readonly listFolder: (folder: string) => readonly string[];
};

/** One kind of word: an address, a size, a service. */
export type Kind<Value> = {
	/** What a person would call it, for "expected …": `an address such as tcp:4000`. */
	readonly expected: string;
	/** A value that is a verb is refused: a line could not begin with it. */
	readonly excludesVerbs?: boolean;
	/** `text` is the word as it was written, quotes included (`unquoted` in kinds/unquoted.ts takes them off). Places of a returned problem count from its beginning. */
	readonly parse: (text: string) => Value | Problem;
	/** Proposals that replace `prefix`: the word up to the cursor, or all of a `rest` parameter up to it. `before` has the earlier words of the same `many` parameter. */
	readonly complete?: (prefix: string, knowledge: CompletionContext, before: readonly string[]) => readonly Suggestion[];
};

export type Parameter = {
	/** As it is written in help: `ADDRESS`. */
	readonly name: string;
	readonly kind: Kind<unknown>;
	readonly optional?: boolean;
	/** Takes the rest of the line untouched, spaces and `#` included; must be last. */
	readonly rest?: boolean;
	/** Takes every word that is left that is not `key=value`, as a list; must be last. */
	readonly many?: boolean;
};

export type Option = {
	readonly kind: Kind<unknown>;
	readonly summary: string;
};

export type Parameters = Readonly<Record<string, Parameter>>;
export type Options = Readonly<Record<string, Option>>;

/** The value a parameter gives: a list for `many`, perhaps undefined for `optional`. */
type ParameterValue<P> = P extends {readonly kind: Kind<infer V>}
	? P extends {readonly many: true} ? readonly V[] : P extends {readonly optional: true} ? V | undefined : V
	: never;

export type Arguments<P extends Parameters, O extends Options> =
	{readonly [K in keyof P]: ParameterValue<P[K]>}
	& {readonly options: {readonly [K in keyof O]?: O[K] extends {readonly kind: Kind<infer V>} ? V : never}};

export type Verb<Host, Outcome, P extends Parameters = Parameters, O extends Options = Options> = {
	readonly name: string;
	/** Keys in the order the words are written. */
	readonly parameters: P;
	readonly options: O;
	/** One sentence, lower case, no full stop. */
	readonly summary: string;
	/** One line that works, without a slash. */
	readonly example: string;
	/** More for `help VERB`, each a sentence or two. */
	readonly details?: readonly string[];
	/** Acts on an endpoint, so that a line may begin with a NAME. */
	readonly onEndpoint: boolean;
	/** Works on the screen only. */
	readonly screenOnly?: boolean;
	readonly run: (host: Host, args: Arguments<P, O>, target: Target) => Promise<Outcome> | Outcome;
};

/** What reading, completing and explaining need of a verb: everything but `run`. */
export type Grammar = Omit<Verb<never, unknown>, 'run'>;

/** What a line was written for: the NAME it began with, or nothing (the pane's current endpoint). Places are those in the line. */
export type Target = {
	readonly name?: string;
	readonly line: string;
	/** The pane it was typed in. */
	readonly pane?: string;
	/** Where everything stands: `verb`, `name`, each parameter by its key (the words of a `many` parameter also by `key.0`, `key.1`…), the value of each option by its key and `=`: a `name=` is not the NAME. */
	readonly places: Readonly<Record<string, {readonly start: number; readonly end: number}>>;
};

/** Gives a verb its types: `args.address` is what its kind parses to. */
export function verb<Host, Outcome>() {
	return <const P extends Parameters, const O extends Options>(definition: Verb<Host, Outcome, P, O>): Verb<Host, Outcome> =>
		definition as unknown as Verb<Host, Outcome>;
}

/** A line that was understood. */
export type Parsed<Host, Outcome> = {
	readonly verb: Verb<Host, Outcome>;
	readonly args: Arguments<Parameters, Options>;
	readonly target: Target;
};
