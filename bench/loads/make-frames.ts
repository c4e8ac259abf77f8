/**
What the lab thread spends on the frames of a flood, in a process of its own: `node make-frames.ts COLUMNS ROWS FRAMES`.
Between two frames, 12 a second, a thousand lines a second cross a session and come back; only making a frame and
handing it over is measured.
*/
import {Buffer} from 'node:buffer';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import v8 from 'node:v8';
import {limits} from '../../source/core/limits.ts';
import {FrameComposer} from '../../source/frames/frame-composer.ts';
import {Journal} from '../../source/lab/journal.ts';
import {Registry} from '../../source/lab/registry.ts';
import {viewScreen} from '../../source/ui/screen-view.ts';
import {openUi} from '../../source/ui/state.ts';
import {chooseTheme} from '../../source/ui/theme.ts';
import {viewportOf} from '../../source/ui/viewport.ts';
import {now_us} from '../../source/core/clock.ts';

const [columns = 120, rows = 40, frames = 36] = process.argv.slice(2).map(Number);
const journal = new Journal({now_us});
const client = {name: 'c1', side: 'client'} as const;
const server = {name: 's1.1', side: 'server'} as const;
journal.pair(client, server);
const composer = new FrameComposer({journal, registry: new Registry()});
const theme = chooseTheme({TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8'});
const state = openUi({columns, rows});
const viewport = viewportOf(state, viewScreen(state, theme).layout, theme);
let line = 0;

function flood(): void {
	for (let count = 0; count < 1000 / limits.frames_per_second; count++) {
		const bytes = Buffer.from(`line ${line++}: quick brown foxes jump over ${(line * 31) % 997} lazy dogs\n`);
		for (const [source, event] of [[client, 'send'], [server, 'recv'], [server, 'send'], [client, 'recv']] as const) {
			journal.record(source, {event, asked: 65_536, result: bytes.length}, bytes);
		}
	}
}

function spent_us(): number {
	const {user, system} = process.threadCpuUsage();
	return user + system;
}

let measured_us = 0;
for (let frame = -frames; frame < frames; frame++) {
	flood();
	const before_us = spent_us();
	v8.serialize(composer.compose(viewport));
	measured_us += frame < 0 ? 0 : spent_us() - before_us;
	await sleep(1000 / limits.frames_per_second);
}

console.log(JSON.stringify({frame_us: measured_us / frames}));
