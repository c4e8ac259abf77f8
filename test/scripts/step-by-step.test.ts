import assert from 'node:assert/strict';
import {test} from 'node:test';
import {execute} from '../../source/commands/execute.ts';
import {Lab} from '../../source/lab/lab.ts';
import {StepByStep} from '../../source/scripts/step-by-step.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {read, type Files} from './stage.ts';

/** A script that is gone through; `seen` is a line for each thing that was shown. */
async function begin(files: Files) {
	const lab = new Lab({network: memoryNetwork(), now_us: () => 0, random: count => new Uint8Array(count)});
	const {script} = await read(files);
	let heard = Promise.withResolvers<void>();
	const steps = new StepByStep(script, {
		lab,
		given: {values: new Map([['word', 'hi']]), ports: new Map()},
		timeout_ms: 10_000,
		execute: async line => execute(lab, line, {screen: false}),
		changed() {
			heard.resolve();
		},
	});
	return {
		lab,
		steps,
		/** What is seen once it waits, or has ended. */
		async still(): Promise<string> {
			while (steps.seen.state === 'running') {
				heard = Promise.withResolvers();
				await heard.promise;
			}

			const {state, before, background, current, after, told} = steps.seen;
			return [state, ...[before, ...background, current, after].map(line => line === undefined ? '-' : `${line.place} ${line.text}`), ...told].join(' | ');
		},
	};
}

test('it waits before each line, with its variables filled in, and runs one at a time', async () => {
	const {steps, still, lab} = await begin({'main.play': '# a comment\nlisten tcp:4000\nrepeat 2\n  say {word} {round}\nend\ninclude other.play', 'other.play': 'in background list'});
	assert.equal(await still(), 'waiting | - | 2 listen tcp:4000 | 4 say {word} {round}');
	assert.equal(lab.registry.size, 0);
	steps.next();
	assert.equal(await still(), 'waiting | 2 listen tcp:4000 | 4 say hi 1 | other.play:1 in background list');
	assert.equal(lab.registry.size, 1);
	steps.next();
	assert.equal(await still(), 'waiting | 4 say hi 1 | 4 say hi 2 | other.play:1 in background list');
	steps.next();
	assert.equal(await still(), 'waiting | 4 say hi 2 | other.play:1 in background list | -');
	steps.next();
	assert.match(await still(), /^passed \| other\.play:1 in background list \| - \| -$/v);
});

test('a line in the background is among those until it has finished', async () => {
	const {steps, still} = await begin({'main.play': 'listen tcp:4000\nconnect s1\nin background c1 expect hello\ns1.1 send hello\nsay so'});
	for (const _ of [1, 2, 3]) {
		await still();
		steps.next();
	}

	assert.equal(await still(), 'waiting | 2 connect s1 | 3 in background c1 expect hello | 4 s1.1 send hello | 5 say so');
	steps.all();
	assert.match(await still(), /^passed \|/v);
	assert.deepEqual(steps.seen.background, []);
});

test('what an expression captured stands behind its line', async () => {
	const {steps, still} = await begin({'main.play': [
		'listen tcp:4000', 'connect s1', String.raw`s1.1 send "hello me 42\n"`, String.raw`c1 expect /hello (?P<who>\w+) /`, String.raw`c1 expect /(\d+)\n/`, 'say so',
	].join('\n')});
	for (const _ of [1, 2, 3, 4]) {
		await still();
		steps.next();
	}

	assert.match(await still(), /who = "me"$/v);
	steps.next();
	assert.match(await still(), /6 say so \| - \| 1 = "42"$/v);
	steps.stop();
});

test('all runs it to its end, which says why when it fails', async () => {
	const {steps, still} = await begin({'main.play': 'say a\nlisten tcp:4000\nlisten tcp:4000\nsay never'});
	await still();
	steps.all();
	assert.equal(await still(), 'failed | 3 listen tcp:4000 | - | - | main.play:3: listen tcp:4000 |   s2 bind(127.0.0.1:4000) = EADDRINUSE');
});

test('it can be stopped, whether it waits or a line runs', async () => {
	const first = await begin({'main.play': 'say a\nsay b'});
	await first.still();
	first.steps.stop();
	assert.match(await first.still(), /^stopped \|/v);
	const second = await begin({'main.play': 'sleep 1h\nsay b'});
	await second.still();
	second.steps.next();
	assert.equal(second.steps.seen.state, 'running');
	second.steps.stop();
	assert.match(await second.still(), /^stopped \|/v);
});
