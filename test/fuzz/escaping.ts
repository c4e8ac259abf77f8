import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import stringWidth from 'string-width';
import type {LabEvent} from '../../source/core/events.ts';
import {quoteBytes} from '../../source/core/quote.ts';
import {themeNames, type ThemeName} from '../../source/core/theme-names.ts';
import {clip, columnsOf, visibleText} from '../../source/core/visible.ts';
import {FrameComposer} from '../../source/frames/frame-composer.ts';
import type {Viewport} from '../../source/frames/frame.ts';
import {views} from '../../source/frames/views/table.ts';
import {Journal} from '../../source/lab/journal.ts';
import {Registry} from '../../source/lab/registry.ts';
import {parseRow} from '../../source/screen/cells.ts';
import {anyBytes, anyText, bytesOf} from './arbitraries.ts';
import {defineFuzzer} from './fuzzer.ts';
import {assertHarmless, assertRow} from './harmless.ts';

type Input = {readonly text: string; readonly bytes: string; readonly columns: number; readonly ascii: boolean; readonly colours: Viewport['colours']; readonly theme: ThemeName; readonly view: string; readonly joined: boolean};

export const escaping = defineFuzzer<Input>({
	name: 'escaping',
	holds: 'no byte and no text reaches a row as anything that a terminal obeys, and every row is as wide as it was counted',
	input: fc.record({
		text: anyText,
		bytes: fc.oneof(anyBytes(80), anyText.map(text => Buffer.from(text).toString('latin1'))),
		columns: fc.nat(100),
		ascii: fc.boolean(),
		colours: fc.constantFrom<Array<Viewport['colours']>>(0, 16, 256, 'true'),
		theme: fc.constantFrom(...themeNames),
		view: fc.constantFrom(...views.map(({name}) => name)),
		joined: fc.boolean(),
	}),
	cases: 800,
	check(input) {
		const {text, columns, ascii} = input;
		const bytes = bytesOf(input.bytes);
		const visible = visibleText(text, {ascii});
		assertHarmless(visible, ascii);
		assert.equal(visibleText(visible, {ascii}), visible, 'what is visible stays as it is');
		assert.equal(columnsOf(visible), stringWidth(visible));
		assert.ok(stringWidth(clip(visible, columns, {ascii})) <= columns);
		const quoted = quoteBytes(bytes, columns, {ascii});
		assertRow(quoted, columns, ascii);
		assert.equal(parseRow(visible).length, stringWidth(visible));
		checkFrames(input, bytes);
	},
});

function checkFrames({text, columns, ascii, colours, theme, view, joined}: Input, bytes: Uint8Array): void {
	const journal = new Journal({now_us: () => 0, keep_bytes: 65_536});
	const client = {name: 'c1', side: 'client', remote: text} as const;
	const server = {name: text, side: 'server', remote: 'c1'} as const;
	const facts: ReadonlyArray<Omit<LabEvent, 'seq' | 'time' | 'endpoint' | 'side'>> = [
		{event: 'connect', args: text, errno: text, remote: text},
		{event: 'note', message: text},
		{event: 'error', message: text, local: text},
		{event: 'accept', result: text, remote: text},
	];
	for (const fact of facts) {
		journal.record(client, fact);
		journal.record(server, fact);
	}

	journal.record(client, {event: 'send', asked: bytes.length, result: bytes.length, remote: text}, bytes);
	journal.record(server, {event: 'recv', asked: bytes.length, result: bytes.length, remote: text}, bytes);
	journal.record(server, {event: 'delayed', direction: 'in', bytes: bytes.length, message: text});
	const size = {columns, rows: 16};
	const composer = new FrameComposer({journal, registry: new Registry()});
	for (const {rows} of Object.values(composer.compose({sizes: {server: size, client: size, raw: size}, view, width: 'auto', joined, ascii, colours, theme}))) {
		for (const row of rows) {
			assertRow(row, columns, ascii);
		}
	}
}
