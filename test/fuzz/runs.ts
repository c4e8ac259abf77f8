import assert from 'node:assert/strict';
import fc from 'fast-check';
import {execute} from '../../source/commands/execute.ts';
import {verbNames} from '../../source/commands/table.ts';
import {problem} from '../../source/core/problem.ts';
import {Lab} from '../../source/lab/lab.ts';
import {readChecked} from '../../source/scripts/read-checked.ts';
import {endLines} from '../../source/scripts/result-text.ts';
import {runScript} from '../../source/scripts/run-script.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {misplaced} from '../helpers/seeded.ts';
import {defineFuzzer} from './fuzzer.ts';
import {assertHarmless} from './harmless.ts';

const opened = ['listen tcp:0 echo', 'listen tcp:0', 'listen udp:0 echo', 'listen unix:/tmp/x', 'connect s1', 'connect s2', 'connect s1 name=me', 'connect tcp:1', 'connect udp:1'];
const said = ['send x', 's1 send hi', 'me send x', 'all send y', 'every 1ms send z', 'every 1ms count=2 say x', 'stop', 'send random:10', 'send {1}', 'sendto udp:1 x', 'say {1} {c1.port} {s1.open}'];
const expected = ['x', '"hi" match=whole', '/(.)/', '/y/ match=prefix', 'close', 'reset', 'refused', 'timeout', '{1}', '""'].flatMap(wanted => [`expect ${wanted} within=1ms`, `s1 expect ${wanted} within=1ms`, `in background c1 expect ${wanted} within=1ms`]);
const ended = ['close', 'c1 close', 's1 close', 's1.1 reset', 'in background s1.1 reset', 'shutdown', 'hold', 's1 hold', 'resume', 'reconnect', 'link delay=1ms', 'link off', 'clear', 'quit', 'expect nothing for=1ms', 'in background sleep 1ms', 'in background quit'];
const blocks = ['repeat 2', 'repeat {n}', 'end', 'end'];

export const runs = defineFuzzer<readonly string[]>({
	name: 'runs',
	holds: 'a script without mistakes comes to an end, and what it came to can be printed',
	input: fc.array(fc.constantFrom(...opened, ...opened, ...said, ...expected, ...ended, ...blocks), {maxLength: 14}),
	cases: 300,
	async check(lines) {
		const values = new Map([['n', '2']]);
		const {script, mistakes} = await readChecked('main.play', values, async file => file === 'main.play' ? lines.join('\n') : problem('nothing is there'));
		const lab = new Lab({network: memoryNetwork(), now_us: () => performance.now() * 1000, random: count => new Uint8Array(count), reservedNames: verbNames});
		const {end} = mistakes.length > 0
			? {end: {type: 'wrong', mistakes} as const}
			: await runScript(script, {lab, given: {values, ports: new Map()}, timeout_ms: 60_000, execute: async line => execute(lab, line, {screen: false})});
		lab.closeAll();
		for (const {text, problem: found} of end.type === 'wrong' ? end.mistakes : []) {
			assert.equal(misplaced(text, found), undefined, text);
		}

		for (const line of endLines(end)) {
			assertHarmless(line);
			assert.doesNotMatch(line, /not finished within the time limit/v);
		}
	},
});
