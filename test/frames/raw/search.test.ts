/** A search that is interrupted wherever it can be finds what one finds that is not. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {finderOf} from '../../../source/core/pattern.ts';
import {RawSearch} from '../../../source/frames/raw/search.ts';
import {liveBlocks} from '../../../source/lab/blocks.ts';
import {client, Conversation, pattern} from './conversation.ts';

/** Where matches begin, as `block:byte`, when every `n`th question whether it is due is answered with yes, and how often it was interrupted. */
function searched(made: Conversation, needle: string, n: number) {
	const search = new RawSearch(liveBlocks(made.journal), finderOf(pattern(needle)), () => true);
	let asked = 0;
	let interrupted = 0;
	const isDue = () => {
		asked++;
		return asked % n === 0;
	};

	while (!search.work(isDue)) {
		interrupted++;
	}

	const places: string[] = [];
	for (let place = 0; place < made.journal.tracks.raw.end; place++) {
		places.push(...search.matches.within(place, 0, Infinity).map(part => `${place}:${part.from}-${part.to}`));
	}

	return {places, count: search.matches.count, asked, interrupted};
}

describe('interrupted', () => {
	const text = 'abracadabra abracadabra abra'.repeat(20);
	for (const size of [1, 5, 33, 1000]) {
		for (const needle of ['abra', '/a.r/', '/abra(cad)?/', '/a.*c|a/']) {
			test(`${needle} in pieces of ${size}`, () => {
				const made = new Conversation();
				for (let at = 0; at < text.length; at += size) {
					made.send(client, text.slice(at, at + size));
				}

				const whole = searched(made, needle, Infinity);
				for (const n of [2, 3, 5]) {
					const parts = searched(made, needle, n);
					assert.deepEqual([parts.places, parts.count], [whole.places, whole.count]);
					assert.ok(parts.asked + parts.interrupted > whole.asked);
				}
			});
		}
	}
});

test('after each match it is asked whether it is due: an expression that looks to the end for each of them does not go on to the end for all', () => {
	const made = new Conversation().send(client, 'a'.repeat(3000));
	const {count, asked} = searched(made, '/a.*b|a/', Infinity);
	assert.equal(count, 3000);
	assert.ok(asked >= 3000);
});
