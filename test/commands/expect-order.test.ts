/** What expect takes, however it comes: in one recv or many, before the line or after it, several lines at once. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import fc from 'fast-check';
import {execute} from '../../source/commands/execute.ts';
import {activitiesOf} from '../../source/frames/activity.ts';
import {isProblem} from '../../source/core/problem.ts';
import type {Outcome} from '../../source/commands/outcome.ts';
import {limits} from '../../source/core/limits.ts';
import {quoteText} from '../../source/core/escape.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {Talk} from '../helpers/talk.ts';

const run = async (talk: Talk, line: string) => execute(talk.lab, line, {screen: false});
const failureOf = (outcome: Outcome) => isProblem(outcome) ? [outcome.message] : outcome.failure?.lines ?? [];

/** Bytes cut into parts, the last perhaps empty. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
	const ends = [...places.map(place => place % (bytes.length + 1)).toSorted((one, other) => one - other), bytes.length];
	return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const places = fc.array(fc.nat(64), {maxLength: 6});

test('any bytes, sent in any parts and received in any others, are expected in any others', async () => {
	await fc.assert(fc.asyncProperty(
		fc.uint8Array({maxLength: 64}),
		places,
		places,
		fc.integer({min: 1, max: 20}),
		fc.boolean(),
		async (bytes, sends, expects, recv, isBefore) => {
			const talk = new Talk();
			await talk.line(`listen tcp:0 recv=${recv}`);
			await talk.line('connect s1');
			const expecting = async () => Promise.all(cut(bytes, expects).map(async part => run(talk, `s1 expect ${quoteText(part)}`)));
			const early = isBefore ? expecting() : undefined;
			for (const part of cut(bytes, sends)) {
				await talk.line(`c1 send ${quoteText(part)}`);
			}

			await talk.line('c1 close');
			const outcomes = await (early ?? expecting());
			assert.deepEqual(outcomes.flatMap(outcome => failureOf(outcome)), []);
			assert.deepEqual(failureOf(await run(talk, 's1.1 expect close')), []);
			talk.lab.closeAll();
		},
	), {numRuns: 50});
});

test('lines that wait for the same endpoint take what comes one after the other', async () => {
	const talk = new Talk();
	await talk.line('listen tcp:0');
	await talk.line('connect s1');
	const waiting = ['s1 expect one', 's1.1 expect /t(.)o/', 's1.1 expect close'].map(async line => run(talk, line));
	await talk.line('send onetwo');
	await talk.line('close');
	assert.deepEqual(await Promise.all(waiting), [{}, {captures: {1: Buffer.from('w')}}, {}]);
	talk.lab.closeAll();
});

test('groups have numbers and names; one that took no part in the match has none', async () => {
	const talk = new Talk();
	await talk.line('listen udp:0');
	await talk.line('connect s1');
	await talk.line(String.raw`send id=42\xFF`);
	assert.deepEqual(await run(talk, String.raw`s1 expect /(?P<key>\w+)=(\d+)(x)?(\xff)/`), {
		captures: {1: Buffer.from('id'), 2: Buffer.from('42'), 4: Buffer.from([0xFF]), key: Buffer.from('id')},
	});
	talk.lab.closeAll();
});

test('a match that could become longer waits for more, one that cannot does not', async () => {
	const clock = new FakeClock();
	const talk = new Talk(undefined, clock);
	await talk.line('listen tcp:0');
	await talk.line('connect s1');
	const growing = run(talk, String.raw`s1 expect /code=(\d+)/`);
	await talk.line('c1 send code=2');
	await talk.line('c1 send 00');
	clock.pass(limits.expect_settle_ms * 1000);
	assert.deepEqual(await growing, {captures: {1: Buffer.from('200')}});

	await talk.line(String.raw`c1 send code=404\n`);
	assert.deepEqual(await run(talk, String.raw`s1 expect /code=(\d+)\n/`), {captures: {1: Buffer.from('404')}});
	talk.lab.closeAll();
});

test('the time is the clock\'s, and what waits can be ended', async () => {
	const clock = new FakeClock();
	const talk = new Talk(undefined, clock);
	await talk.line('listen tcp:0');
	await talk.line('connect s1');
	const late = run(talk, 'c1 expect hi');
	await talk.quiet();
	clock.pass(limits.expect_ms * 1000);
	assert.deepEqual(failureOf(await late), ['c1 expected "hi" within 5 s but nothing came']);

	const [waiting, silent] = [run(talk, 'c1 expect hi'), run(talk, 's1 expect nothing for=1h')];
	await talk.quiet();
	assert.deepEqual(talk.lab.expectations.all().map(({entry, wanted, progress}) => `${entry.name} ${wanted}: ${progress}`), ['c1 "hi": nothing came', 's1 nothing: nothing came']);
	assert.deepEqual(activitiesOf(talk.lab, [], {}).map(({text, ends}) => `${text} (${ends})`), ['c1 expects "hi" (stop c1)', 's1 expects nothing (stop s1)']);
	await talk.line('stop c1');
	assert.deepEqual(failureOf(await waiting), ['c1 expected "hi" but it was stopped']);
	talk.lab.closeAll();
	assert.deepEqual(failureOf(await silent), ['s1 expected nothing for 1 h but the session ended']);
});

test('bytes that are no longer kept cannot be expected any more; those that come now can, however many', async () => {
	const talk = new Talk(undefined, undefined, 1000);
	await talk.line('listen tcp:0');
	await talk.line('connect s1');
	await talk.line('send zeros:600');
	await talk.line('send zeros:600');
	assert.deepEqual(failureOf(await run(talk, 's1 expect zeros:1200')), ['s1 expected "\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0"… (1,200 B) but its bytes were evicted before they were expected (`--keep` keeps more)']);

	await talk.line('connect s1');
	const waiting = run(talk, 's1.2 expect pattern:5000');
	await talk.line('c2 send pattern:5000');
	assert.deepEqual(await waiting, {});
	talk.lab.closeAll();
});

test('a difference far behind is found, also where what came before it is no longer kept', async () => {
	const talk = new Talk();
	await talk.line('listen tcp:0');
	await talk.line('connect s1');
	await talk.line('send zeros:3MiB');
	await talk.line('send x');
	assert.deepEqual(failureOf(await run(talk, 's1 expect zeros:4MiB')).slice(1), [
		String.raw`byte 3,145,728 differs: 00 "\0" was expected, 78 "x" came`,
		'  …  3,145,712 bytes before, as expected',
		'  2ffff0  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀',
		'- 300000  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀',
		'+ 300000  78                                               x',
		'          ^^',
		'- 300010  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀',
		'- 300020  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀',
		'  …  1,048,528 more expected',
	]);
	talk.lab.closeAll();
});
