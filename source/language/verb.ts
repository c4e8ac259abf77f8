/**
The definition of a verb, from which its lines are parsed, completed and explained. The verbs are in `source/commands`.
*/
import type {Problem} from '../core/problem.ts';

/** What an endpoint carries: TCP and Unix streams, or UDP datagrams. */
export type SocketKind = 'stream' | 'datagram';

/** One suggestion of the completion. */
export type Suggestion = {
	/** Replaces the word under the cursor. */
	readonly text: string;
	/** Shown instead of `text`: `listen ADDRESS [SERVICE …]`. */
	readonly label?: string;
	/** One sentence. */
	readonly summary?: string;
	/** A line to type. */
	readonly example?: string;
	/** The word is unfinished (a folder, `key=`): no space is added after it. */
	readonly open?: boolean;
	/** More words have to follow. */
	readonly more?: boolean;
	/** Endpoints of the other kind refuse it: it is not suggested for them. */
	readonly onlyFor?: SocketKind;
};

/** What a completion knows of an endpoint. */
export type KnownEndpoint = {
	readonly name: string;
	/** Where a client may connect to, as a word of the language: where it listens or leads to. Empty when nowhere. */
	readonly address: string;
	readonly note: string;
	readonly isListener: boolean;
	/** It is neither closed nor failed. */
	readonly isOpen: boolean;
	readonly carries: SocketKind;
};

/** What a completion knows of a service; `argument` is the kind of its first word. */
export type KnownService = {
	readonly name: string;
	readonly summary: string;
	readonly argument?: 'address' | 'data' | 'path';
};

/** What a completion uses of the running session. */
export type CompletionContext = {
	readonly endpoints: readonly KnownEndpoint[];
	/** The name of the endpoint that a line acts on which names none. */
	readonly current?: string;
	readonly services: readonly KnownService[];
	/** Ports that somebody on this machine has bound, as far as that is known. */
	readonly busyPorts?: () => ReadonlySet<number>;
	/** Where somebody on this machine listens, as words of the language, each with what is known of it. */
	readonly addressesInUse?: () => ReadonlyArray<{readonly address: string; readonly summary: string}>;
	/** The entries of a folder, folders with a trailing `/`; empty when it cannot be read. */
	readonly listFolder: (folder: string) => readonly string[];
};

/** One kind of word: an address, a size, a service. */
export type Kind<Value> = {
	/** A description for error messages: `an address such as tcp:4000`. */
	readonly expected: string;
	/** All the words that it may be. */
	readonly words?: readonly string[];
	/**
	Where the value ends in the rest of a line, for a `rest` parameter behind which options of these keys, or a comment,
	may stand. Left out, it takes all of it.
	*/
	readonly endOf?: (rest: string, keys: readonly string[]) => number;
	/** A value that is a verb is refused, because a line could not begin with it. */
	readonly excludesVerbs?: boolean;
	/**
	`text` is the word with its quotes (`unquoted` in kinds/unquoted.ts removes them). Places of a returned problem count
	from its beginning.
	*/
	readonly parse: (text: string) => Value | Problem;
	/**
	Suggestions that replace `prefix`: the word up to the cursor, or all of a `rest` parameter up to it. Whoever shows
	them drops those that match worse than others. `before` has the earlier words of the same `many` parameter.
	*/
	readonly complete?: (prefix: string, knowledge: CompletionContext, before: readonly string[]) => readonly Suggestion[];
};

export type Parameter = {
	/** Its name in help: `ADDRESS`. */
	readonly name: string;
	readonly kind: Kind<unknown>;
	readonly optional?: boolean;
	/** Takes the rest of the line unchanged, spaces and `#` included; must be last. */
	readonly rest?: boolean;
	/** Takes all remaining words that are not `key=value`, as a list; must be last. */
	readonly many?: boolean;
	/** It is a line of the language; the verbs that it may have, in the order in which they are suggested. */
	readonly verbsOf?: (verbs: readonly Grammar[]) => readonly Grammar[];
};

export type Option = {
	readonly kind: Kind<unknown>;
	readonly summary: string;
	/** Endpoints of the other kind refuse it. */
	readonly onlyFor?: SocketKind;
	/** Works on the screen only. */
	readonly screenOnly?: boolean;
};

export type Parameters = Readonly<Record<string, Parameter>>;
export type Options = Readonly<Record<string, Option>>;

/** The type of a parameter's value: a list for `many`, possibly undefined for `optional`. */
type ParameterValue<P> = P extends {readonly kind: Kind<infer V>}
	? P extends {readonly many: true} ? readonly V[] : P extends {readonly optional: true} ? V | undefined : V
	: never;

export type Arguments<P extends Parameters, O extends Options> =
	{readonly [K in keyof P]: ParameterValue<P[K]>}
	& {readonly options: {readonly [K in keyof O]?: O[K] extends {readonly kind: Kind<infer V>} ? V : never}};

export type Verb<Host, Outcome, P extends Parameters = Parameters, O extends Options = Options> = {
	readonly name: string;
	/** In the order of the words. */
	readonly parameters: P;
	readonly options: O;
	/** One sentence, lower case, no full stop. */
	readonly summary: string;
	/** One line that works, without a slash. */
	readonly example: string;
	/** Words that people use for it elsewhere, each with the line that it is here: `exit` is `quit`. */
	readonly synonyms?: Readonly<Record<string, string>>;
	/** Further paragraphs for `help VERB`. */
	readonly details?: readonly string[];
	/** Acts on an endpoint, so that a line may begin with a NAME. */
	readonly onEndpoint: boolean;
	/** Acts on every open conversation of a side at once, when the line begins with `all`. */
	readonly onAll?: boolean;
	/** Works on the screen only. */
	readonly screenOnly?: boolean;
	/** Works while a recording is looked at, too; left out, verbs that work on the screen only do. */
	readonly onRecordings?: boolean;
	/** A mistake that words which are right by themselves make together: found before anything runs. */
	readonly check?: (args: Arguments<P, O>, target: Target) => Problem | undefined;
	readonly run: (host: Host, args: Arguments<P, O>, target: Target) => Promise<Outcome> | Outcome;
};

/** A verb without `run`: what parsing, completion and help need. */
export type Grammar = Omit<Verb<never, unknown>, 'run'>;

/** What a line acts on: the NAME it begins with, else the pane's current endpoint. Places count in the line. */
export type Target = {
	readonly name?: string;
	readonly line: string;
	/** The pane it was typed in. */
	readonly pane?: string;
	/**
	The places of `verb`, `name`, each parameter by its key (the words of a `many` parameter also by `key.0`, `key.1`…),
	and the value of each option by its key and `=`: a `name=` is not the NAME.
	*/
	readonly places: Readonly<Record<string, {readonly start: number; readonly end: number}>>;
};

/** Infers a verb's types: `args.address` has the type that its kind parses to. */
export function verb<Host, Outcome>() {
	return <const P extends Parameters, const O extends Options>(
		definition: Verb<Host, Outcome, P, O>,
	): Verb<Host, Outcome> =>
		definition as unknown as Verb<Host, Outcome>;
}

/** A parsed line. */
export type Parsed<Host, Outcome> = {
	readonly verb: Verb<Host, Outcome>;
	readonly args: Arguments<Parameters, Options>;
	readonly target: Target;
};
