/** What the session and a module's process are joined by: messages on a pipe, the watchdog, lines. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {suite, test} from 'node:test';
import fc from 'fast-check';
import {limits} from '../../source/core/limits.ts';
import {FrameReader, frameOf} from '../../source/services/module/framing.ts';
import {LineSplitter} from '../../source/services/module/output-limiter.ts';
import {isFromModule} from '../../source/services/module/protocol.ts';
import {Watchdog} from '../../source/services/module/watchdog.ts';
import {FakeClock} from '../helpers/fake-clock.ts';

suite('messages', () => {
	test('are the same behind the pipe, however it cuts them', () => {
		const messages = fc.array(fc.record({text: fc.string(), bytes: fc.uint8Array({maxLength: 300})}), {maxLength: 5});
		fc.assert(fc.property(messages, fc.integer({min: 1, max: 400}), (sent, chunk_bytes) => {
			const pipe = Buffer.concat(sent.map(({text, bytes}) => frameOf({text}, bytes)));
			const reader = new FrameReader();
			const chunks = Array.from({length: Math.ceil(pipe.length / chunk_bytes)}, (_, at) => pipe.subarray(at * chunk_bytes, (at + 1) * chunk_bytes));
			const read = chunks.flatMap(chunk => [...reader.read(chunk)]);
			assert.deepEqual(read.map(({message, bytes}) => ({...message as {text: string}, bytes: Uint8Array.from(bytes)})), sent.map(({text, bytes}) => ({text, bytes: Uint8Array.from(bytes)})));
		}));
	});

	test('that cannot be throw, and are never waited for without end', () => {
		const max_bytes = 2 * (limits.send_bytes + limits.module_message_bytes);
		fc.assert(fc.property(fc.uint8Array({minLength: 8, maxLength: 64}), noise => {
			const reader = new FrameReader();
			const chunk = Buffer.concat([noise, Buffer.alloc(65_536, 0xFF)]);
			assert.throws(() => {
				for (let read_bytes = 0; read_bytes <= max_bytes; read_bytes += chunk.length) {
					assert.deepEqual([...reader.read(chunk)].filter(({message}) => isFromModule(message)), []);
				}
			}, error => error instanceof RangeError || error instanceof SyntaxError);
		}));
	});

	test('of a module have the fields that they need', () => {
		const values = fc.record({type: fc.constantFrom('send', 'asked', 'note', 'error', 'forgotten', 'pong', 'close'), id: fc.jsonValue(), text: fc.jsonValue(), bytes: fc.jsonValue(), unsent_bytes: fc.jsonValue(), external_bytes: fc.jsonValue()});
		fc.assert(fc.property(values, value => {
			if (isFromModule(value) && value.type === 'asked') {
				assert.deepEqual([value.id, value.bytes].filter(count => !Number.isSafeInteger(count) || count < 0), []);
			}
		}));
		assert.deepEqual([{type: 'send', id: 1}, {type: 'send', id: -1}, {type: 'send'}, {type: 'asked', id: 1, bytes: 0.5}, {type: 'note', id: 0, text: 7}, {type: 'constructor'}, {type: '__proto__'}, [], null, 'send']
			.map(value => isFromModule(value)), [true, false, false, false, false, false, false, false, false, false]);
	});
});

test('a process is silent when a ping is not answered for a second, and told once', () => {
	const clock = new FakeClock();
	const told: string[] = [];
	const watchdog = new Watchdog({
		after: (duration_ms, action) => clock.schedule(clock.now_us() + duration_ms * 1000, action),
		ping() {
			told.push('ping');
		},
		silent() {
			told.push('silent');
		},
		answersAgain() {
			told.push('answers again');
		},
		tick: () => undefined,
	});
	clock.pass(500_000);
	watchdog.pong();
	clock.pass(1_400_000);
	assert.deepEqual([told.splice(0), watchdog.isSilent], [['ping', 'ping'], false]);
	clock.pass(5_000_000);
	assert.deepEqual([told.splice(0), watchdog.isSilent], [['silent'], true]);
	watchdog.pong();
	assert.deepEqual([told.splice(0), watchdog.isSilent], [['answers again'], false]);
	watchdog.stop();
	assert.equal(clock.waiting, 0);
});

test('what is printed becomes lines, wherever it is cut; a line that is not ended is told when asked for', () => {
	const told: string[] = [];
	const lines = new LineSplitter(line => {
		told.push(line);
	});
	for (const byte of Buffer.from('một\r\nhai\n\nba')) {
		lines.take(Uint8Array.of(byte));
	}

	assert.deepEqual(told, ['một', 'hai', '']);
	lines.flush();
	lines.flush();
	assert.deepEqual(told, ['một', 'hai', '', 'ba']);
});

test('a line without end is told in pieces', () => {
	const told: number[] = [];
	const lines = new LineSplitter(line => {
		told.push(line.length);
	});
	lines.take(Buffer.alloc(limits.module_line_characters + 1, 'x'));
	assert.deepEqual(told, [limits.module_line_characters + 1]);
});
