/** What runs as the screen opens: the lines of the command line, then those that were run, each with its outcome. */
import {test, type TestContext} from 'node:test';
import type {Outcome} from '../../source/commands/outcome.ts';
import {problem} from '../../source/core/problem.ts';
import {openingLines} from '../../source/ui/opening-lines.ts';

const listen = 'listen tcp:4000 echo name=s1 tries=20';

const table: ReadonlyArray<readonly [what: string, lines: readonly string[], outcome: Outcome, ran: readonly string[]]> = [
	['an echo server on the first free port, and a client', [], {}, [listen, 'connect s1']],
	['no client where no port was free', [], {refused: true}, [listen]],
	['after a recording has begun', ['record talk.pcapng'], {}, ['record talk.pcapng', listen, 'connect s1']],
	['nothing besides the lines that were given', ['listen tcp:0'], {}, ['listen tcp:0']],
	['nothing after a mistake', ['record', 'say a'], problem('wrong'), ['record']],
];

for (const [what, lines, outcome, expected] of table) {
	test(what, async (t: TestContext) => {
		const ran: string[] = [];
		await openingLines({lines, blank: false})(async line => {
			ran.push(line);
			return outcome;
		});
		t.assert.deepStrictEqual(ran, expected);
	});
}
