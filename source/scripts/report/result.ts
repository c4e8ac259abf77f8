/** What became of one script that was run as a test; plain data, so that it can come from another process. */
export type TestResult = {
	/** As it was named on the command line. */
	readonly file: string;
	/**
	`failed`: the network refused, an expectation was not met or the time was over. `wrong`: the script has mistakes, and
	nothing ran. `crashed`: its process ended without an answer.
	*/
	readonly outcome: 'passed' | 'failed' | 'wrong' | 'crashed';
	readonly elapsed_ms: number;
	/** One sentence, empty for `passed`; anything may stand in it. */
	readonly message: string;
	/** The line that failed, from 1, and the file it is in where that is an included one. */
	readonly at?: {readonly file: string; readonly line: number};
	/** All that there is to say about the failure, one element a line. */
	readonly explanation: readonly string[];
	/** What the script printed, one element a line. */
	readonly output: readonly string[];
};

/** How many there are of each outcome. */
export function countOutcomes(results: readonly TestResult[]): Readonly<Record<TestResult['outcome'], number>> {
	const count = (outcome: TestResult['outcome']) => results.filter(result => result.outcome === outcome).length;
	return {passed: count('passed'), failed: count('failed'), wrong: count('wrong'), crashed: count('crashed')};
}
