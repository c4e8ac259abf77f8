import assert from 'node:assert/strict';
import {isProblem} from '../../source/core/problem.ts';
import {FrameMaker} from '../../source/frames/frame-maker.ts';
import {misplaced} from '../helpers/seeded.ts';
import {defineFuzzer} from './fuzzer.ts';
import {assertHarmless, assertRow} from './harmless.ts';
import {anyLines, Played} from './played.ts';

const size = {columns: 60, rows: 12};

export const executor = defineFuzzer<readonly string[]>({
	name: 'executor',
	holds: 'any lines in any order: each is answered, every state comes of the one before, nothing is received that was not sent, events have no gaps, and nothing is left at the end',
	input: anyLines,
	cases: 800,
	async check(lines) {
		const played = new Played();
		const {lab, events} = played;
		const frames = new FrameMaker(lab, () => undefined);
		frames.viewport = {sizes: {server: size, client: size, raw: size}, view: 'hex', width: 'auto', ascii: false, colours: 0};
		for (const line of lines) {
			const outcome = await played.line(line);
			if (isProblem(outcome)) {
				assert.equal(misplaced(line, outcome), undefined);
			}
		}

		checkFrame(frames);
		await played.end();
		assert.deepEqual(played.lives.faults(), []);
		assert.deepEqual(events.map(({seq}) => seq), events.map((_, index) => index + 1));
		assert.deepEqual(events.filter(({time}, index) => index > 0 && time < events[index - 1]!.time), []);
		checkFrame(frames);
	},
});

function checkFrame(frames: FrameMaker): void {
	const {panes, endpoints} = frames.make();
	for (const row of Object.values(panes).flatMap(({rows}) => rows)) {
		assertRow(row, size.columns);
	}

	for (const {name, local, remote, service, note} of endpoints) {
		assertHarmless(name + local + remote + service + note);
	}
}
