/** What a frame tells besides its rows, and what it costs. */
import process from 'node:process';
import {test, type TestContext} from 'node:test';
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
