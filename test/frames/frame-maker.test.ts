/** What a frame tells besides its rows, and what it costs. */
import process from 'node:process';
import {test, type TestContext} from 'node:test';
import {execute} from '../../source/commands/execute.ts';
import {limits} from '../../source/core/limits.ts';
import {FrameMaker} from '../../source/frames/frame-maker.ts';
import {residentBytes} from '../../source/frames/resident.ts';
import {Talk} from '../helpers/talk.ts';

test('memory that cannot be read, for want of /proc or of a file descriptor, is left out of the frame', (t: TestContext) => {
	t.assert.ok(residentBytes()! > 1024 * 1024);
	t.mock.method(process.memoryUsage, 'rss', () => {
		throw new Error('EMFILE: too many open files, uv_resident_set_memory');
	});
	t.assert.strictEqual(residentBytes(), undefined);
	const {lab} = new Talk();
	t.assert.strictEqual('rss_bytes' in new FrameMaker(lab).make(), false);
	t.assert.strictEqual(new FrameMaker(lab, () => 7).make().rss_bytes, 7);
});

test('of many endpoints a frame tells of those around the chosen ones; neither it nor a change looks at all of them', async (t: TestContext) => {
	const talk = new Talk();
	const {lab} = talk;
	await talk.line('listen tcp:0');
	const clients = limits.frame_endpoints;
	for (let count = 0; count < clients; count++) {
		await execute(lab, 'connect s1', {screen: false});
	}

	await talk.quiet();
	t.assert.strictEqual(lab.registry.size, 1 + (2 * clients));
	const everything = t.mock.method(lab.registry, 'all');
	const living = t.mock.method(lab.registry, 'alive');
	await talk.line('use s1.100');
	await talk.line('c50 close');
	await talk.line('connect s1');
	await talk.line('use c200');
	const {endpoints, current} = new FrameMaker(lab).make();
	const near = (prefix: string, middle: number) => Array.from({length: (2 * limits.frame_neighbours) + 1}, (_, index) => `${prefix}${middle - limits.frame_neighbours + index}`);
	const names = (side: string) => endpoints.filter(each => each.side === side).map(({name}) => name);
	t.assert.deepStrictEqual(current, {server: 's1.100', client: 'c200'});
	t.assert.deepStrictEqual(names('server'), ['s1', 's1.1', ...near('s1.', 100), `s1.${clients + 1}`]);
	t.assert.deepStrictEqual(names('client'), ['c1', ...near('c', 200), `c${clients + 1}`]);
	t.assert.strictEqual(endpoints[0]!.open, clients + 1);
	t.assert.strictEqual(everything.mock.callCount() + living.mock.callCount(), 0);
});

test('a frame tells how far a file is read, while it is', async (t: TestContext) => {
	const {lab} = new Talk();
	const frames = new FrameMaker(lab);
	const [begun, ending] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	async function * pieces() {
		yield new Uint8Array(400);
		begun.resolve();
		await ending.promise;
	}

	const nothing = {isOver: false, mistakes: 0, notes: [], read: () => [], end: () => []};
	const reading = lab.openings.read({path: '/tmp/talk of the town\u{1B}.pcapng', size_bytes: 1000, reader: nothing}, pieces);
	await begun.promise;
	t.assert.strictEqual(frames.make().opening, String.raw`open talk of the town\x1… 40 %`);
	ending.resolve();
	await reading;
	t.assert.strictEqual('opening' in frames.make(), false);
});
