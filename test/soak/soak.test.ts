/** Each fault once, small; `npm run soak` plays them large, and over and over. Linux only: what is open is read from /proc. */
import assert from 'node:assert/strict';
import process from 'node:process';
import {test} from 'node:test';
import {faults} from './faults.ts';

for (const {name, what, lacks, play} of faults.filter(({testedIn}) => testedIn === undefined)) {
	const skip = process.platform === 'linux' ? lacks?.() ?? false : 'only Linux has /proc';
	test(`${name}: ${what}`, {skip, timeout: 60_000}, async () => {
		assert.notEqual(await play(1), '');
	});
}
