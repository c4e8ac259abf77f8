/**
Makes docs/session.svg: plays a session on the real screen, in a pseudo-terminal, and writes what was seen as an
animation. `npm run picture`. Port 4000 should be free, as on the machine of somebody who starts it.
*/
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {openTerminal, projectFolder} from '../../test/helpers/terminal.ts';
import {recordSession} from './record.ts';
import {sessionOn} from './session.ts';
import {animatedSvg, duration_ms} from './svg.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'sockplay-picture-'));
try {
	await using terminal = openTerminal({
		command: process.execPath,
		arguments: [path.join(projectFolder, 'dist/cli.js')],
		columns: 112,
		rows: 30,
		environment: {XDG_STATE_HOME: folder, TZ: 'UTC'},
		folder,
	});
	const frames = await recordSession(terminal, sessionOn(4000));
	const svg = animatedSvg(frames, 'sockplay: a server, a client and the raw bytes of both');
	await mkdir(new URL('../../docs', import.meta.url), {recursive: true});
	await writeFile(new URL('../../docs/session.svg', import.meta.url), svg);
	console.log(`docs/session.svg: ${frames.length} frames, ${duration_ms(frames) / 1000} s, ${svg.length} characters`);
} finally {
	await rm(folder, {recursive: true});
}
