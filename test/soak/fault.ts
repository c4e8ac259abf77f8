/** What a fault is: something that goes wrong, or is too much, played to the program as it was built. */

export type Fault = Readonly<{
	name: string;
	/** What is done, for the list. */
	what: string;
	/** What this machine lacks for it, in words; false when nothing. */
	lacks?: () => string | false;
	/** The test file that plays it small, where that is another one. */
	testedIn?: string;
	/** Plays it once, so many times as large as the tests do, and answers what was seen; throws when something does not hold afterwards. */
	play: (size: number) => Promise<string>;
}>;
