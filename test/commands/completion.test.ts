/** What the verbs of the table propose, by what the line acts on. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {verbs} from '../../source/commands/table.ts';
import {completeLine} from '../../source/language/complete-line.ts';
import type {KnownEndpoint} from '../../source/language/verb.ts';

const endpoints: readonly KnownEndpoint[] = [
	{name: 's1', address: 'tcp:4000', note: '', isListener: true, isOpen: true, carries: 'stream'},
	{name: 'c1', address: 'tcp:4000', note: '', isListener: false, isOpen: true, carries: 'stream'},
	{name: 'u1', address: 'udp:5000', note: '', isListener: false, isOpen: true, carries: 'datagram'},
];

/** The words that are proposed at the end of a line, in a pane whose current endpoint is this. */
function proposed(line: string, current?: string): string {
	const {suggestions} = completeLine(line, line.length, verbs, {
		endpoints,
		services: [],
		listFolder: () => [],
		...(current !== undefined && {current}),
	});
	return suggestions.map(({text}) => text).join(' ');
}

const streams = 'gprs edge 3g dsl wifi satellite stall off to= delay= jitter= rate= slice= gap= cut= reset= seed=';
const datagrams = 'gprs edge 3g dsl wifi satellite lossy off to= delay= jitter= rate= loss= burst= dup= reorder= corrupt= correlation= limit= seed=';

test('link has for streams what streams have, for datagrams what datagrams have', () => {
	assert.equal(proposed('link ', 'c1'), streams);
	assert.equal(proposed('link ', 's1'), streams);
	assert.equal(proposed('link ', 'u1'), datagrams);
});

test('a NAME before the verb counts, not the current endpoint', () => {
	assert.equal(proposed('u1 link ', 'c1'), datagrams);
	assert.equal(proposed('c1 link ', 'u1'), streams);
	assert.equal(proposed('c1 link lo', 'u1'), '');
	assert.equal(proposed('every 1s c1 link sl', 'u1'), 'slice=');
});

test('everything where nothing is current', () => {
	const words = new Set(proposed('link ').split(' '));
	assert.deepEqual(['lossy', 'stall', 'loss=', 'slice='].filter(word => !words.has(word)), []);
});

test('set has the options of what is current', () => {
	assert.equal(proposed('set ', 'c1'), 's1 c1 u1 recv= nodelay= keepalive= halfopen= idle= eol= theme= mouse=');
	assert.equal(proposed('set ', 'u1'), 's1 c1 u1 eol= ttl= broadcast= theme= mouse=');
	assert.ok(proposed('set u1 ', 'c1').includes('ttl='), 'a name behind the verb');
});

test('what every repeats is completed as a line: first what is said to whoever is there, never what is done once', () => {
	const words = proposed('every 1s ', 'c1').split(' ');
	assert.deepEqual(words.slice(0, 3), ['send', 'hold', 'resume']);
	assert.deepEqual(words.filter(word => ['every', 'stop', 'quit', 'help', 'view', 'find'].includes(word)), []);
	assert.equal(proposed('every 1s send he', 'c1'), 'hex:');
	assert.equal(proposed('every 1s all ', 'c1'), 'send hold resume shutdown close reset set');
	assert.equal(proposed('every 1s c1 shu', 'c1'), 'shutdown');
	assert.equal(proposed('every 1s count=5 sen', 'c1'), 'send sendto');
});

test('expect has its words, then what DATA has; behind it stand its options', () => {
	assert.equal(proposed('expect ', 'c1'), '" close reset refused timeout nothing / hex: b64: file: zeros: random: pattern:');
	assert.equal(proposed('expect re', 'c1'), 'reset refused');
	assert.equal(proposed('expect close ', 'c1'), 'within= match= for=');
	assert.equal(proposed('expect "hi" ', 'c1'), 'within= match= for=');
	assert.equal(proposed('expect /x/ within=2s match=w', 'c1'), 'whole');
	assert.equal(proposed('expect close m', 'c1'), 'match=');
	assert.equal(proposed('expect hello match=', 'c1'), 'prefix whole anywhere');
	assert.equal(proposed('expect close # w', 'c1'), '');
});
