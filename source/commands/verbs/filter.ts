import type {BlockFilter} from '../../core/block-filter.ts';
import {problem} from '../../core/problem.ts';
import {endpointName, moment, oneOf, patternWord, size, type Moment} from '../../language/kinds.ts';
import {definePaneVerb} from '../define.ts';
import {done} from '../outcome.ts';
import {atPlace} from '../places.ts';

const anySize = size({min: 0, max: Number.MAX_SAFE_INTEGER});

/** Which blocks the raw-bytes pane shows. */
export const filter = definePaneVerb({
	name: 'filter',
	parameters: {off: {name: 'off', kind: oneOf('off'), optional: true}},
	options: {
		endpoint: {kind: endpointName, summary: 'from or to this endpoint'},
		to: {kind: oneOf('server', 'client'), summary: 'the direction'},
		min: {kind: anySize, summary: 'blocks of at least so many bytes'},
		max: {kind: anySize, summary: 'blocks of at most so many bytes'},
		after: {kind: moment, summary: 'from this time on: 12:01:09, or 30s for so long ago'},
		before: {kind: moment, summary: 'up to this time'},
		content: {kind: patternWord, summary: 'that hold this: text, hex:… or /expression/'},
	},
	summary: 'show some blocks: by endpoint, direction, size, time, content',
	example: 'filter to=server min=100 content=/GET|POST/',
	details: ['All that is given has to fit. filter off shows all blocks again.'],
	onEndpoint: false,
	run({lab, pane}, {off, options}, target) {
		const isEmpty = Object.keys(options).length === 0;
		if ((off === undefined) === isEmpty) {
			return atPlace(
				problem(
					isEmpty ? 'this filters nothing' : 'off stands alone',
					undefined,
					'`filter to=server`, say, or `filter off`',
				),
				target,
				isEmpty ? 'verb' : 'off',
			);
		}

		const {endpoint, to, min, max, after, before, content} = options;
		const now_us = lab.now_us();
		const wanted: BlockFilter = {
			...(endpoint !== undefined && {endpoint}),
			...(to !== undefined && {to}),
			...(min !== undefined && {min_bytes: min}),
			...(max !== undefined && {max_bytes: max}),
			...(after !== undefined && {after_us: timeOf(after, now_us)}),
			...(before !== undefined && {before_us: timeOf(before, now_us)}),
			...(content !== undefined && {content}),
		};
		pane.setFilter(isEmpty ? undefined : wanted);
		return done;
	},
});

/** Microseconds since 1970; a time of day is today's. */
function timeOf(time: Moment, now_us: number): number {
	if ('ago_ms' in time) {
		return now_us - (time.ago_ms * 1000);
	}

	const midnight = new Date(now_us / 1000).setHours(0, 0, 0, 0);
	return (midnight + time.clock_ms) * 1000;
}
