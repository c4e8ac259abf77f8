import type {Offers} from '../offer.ts';

/** A shell that completes. */
export type Shell = {
	/** Its own script, which asks `sockplay completion answer SHELL …`. */
	readonly script: string;
	/** The words of its question. */
	readonly ask: (argv: readonly string[]) => Question;
	/** The lines that its script reads. */
	readonly answer: (question: Question, offers: Offers) => readonly string[];
};

/** What is to be completed. */
export type Question = {
	/** Those before the word at the cursor, the program's own name left out. */
	readonly words: readonly string[];
	/** The word at the cursor, as far as it stands before it, without quotes. */
	readonly current: string;
	/** How the shell needs the words written. */
	readonly write?: (word: string) => string;
};
