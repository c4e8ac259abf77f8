import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openServices} from '../../source/sockets/service-names.ts';

const file = `# Network services
http		80/tcp		www	# WorldWideWeb
http-alt	8080/tcp	webcache
domain		53/tcp
domain		53/udp
again		80/tcp		www
broken
noport		x/tcp
`;

test('a port has the first name of its line, a service every name of its lines', () => {
	const {portOf, serviceOf} = openServices(() => file);
	assert.deepEqual(['http', 'www', 'webcache', 'domain', 'noport', 'broken'].map(name => portOf(name, 'tcp')), [80, 80, 8080, 53, undefined, undefined]);
	assert.deepEqual(['http', 'domain'].map(name => portOf(name, 'udp')), [undefined, 53]);
	assert.deepEqual([80, 8080, 1].map(port => serviceOf(port, 'tcp')), ['http', 'http-alt', undefined]);
	assert.equal(serviceOf(53, 'udp'), 'domain');
});

test('a system without the file has no names, and it is read once', () => {
	let reads = 0;
	const {portOf, serviceOf} = openServices(() => {
		reads++;
		throw new Error('ENOENT');
	});
	assert.deepEqual([portOf('http', 'tcp'), serviceOf(80, 'tcp'), reads], [undefined, undefined, 1]);
});
