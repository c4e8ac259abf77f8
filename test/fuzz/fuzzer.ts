/** What is tried with inputs that chance makes: by the normal tests with a fixed seed and a fixed number of cases, by `npm run fuzz` with another seed for as long as it is given. */
import type {Arbitrary} from 'fast-check';

export type Fuzzer<Input = unknown> = {
	readonly name: string;
	/** What must hold whatever comes, in a sentence. */
	readonly holds: string;
	/** Plain JSON, so that a find can be kept as a file. Bytes are strings of characters up to U+00FF. */
	readonly input: Arbitrary<Input>;
	/** How many cases the normal tests try. */
	readonly cases: number;
	/** Throws when it does not hold. */
	readonly check: (input: Input) => void | Promise<void>;
};

/** A fuzzer among others, whose input only it knows. */
export function defineFuzzer<Input>(definition: Fuzzer<Input>): Fuzzer {
	return definition as unknown as Fuzzer;
}
