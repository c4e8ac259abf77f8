/**
What every report in the Test Anything Protocol has (https://testanything.org/tap-version-13-specification.html). What
is written is valid in version 14 too; it says 13 because a harness of 14 has to read that, while one of 13, such as the
`prove` of Perl 5.36, refuses 14.
*/
import {visibleText} from './visible.ts';

/** The two lines before the first result: the version, and how many tests there are. */
export function tapHead(tests: number): readonly string[] {
	return ['TAP version 13', `1..${tests}`];
}

/**
The line of a result. `number` counts from 1. In a description a `#` would begin a directive (`# SKIP`, `# TODO`) if it
were not escaped.
*/
export function tapPoint(number: number, isPassed: boolean, description: string): string {
	const escaped = visibleText(description).replaceAll(/[#\\]/gv, String.raw`\$&`);
	return `${isPassed ? 'ok' : 'not ok'} ${number} - ${escaped}`;
}
