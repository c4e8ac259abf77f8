import assert from 'node:assert/strict';
import path from 'node:path';
import {test} from 'node:test';
import {fixedAddresses} from '../../source/scripts/fixed-addresses.ts';

const cases: ReadonlyArray<readonly [line: string, ...addresses: readonly string[]]> = [
	['listen tcp:4000 echo', 'tcp:4000'],
	['listen 4000', 'tcp:4000'],
	['listen tcp:*:4000', 'tcp:4000'],
	['connect 127.0.0.1:4000', 'tcp:4000'],
	['connect tcp6://[::1]:4000 local=:5000', 'tcp:5000', 'tcp:4000'],
	['sendto udp:4000 hello', 'udp:4000'],
	['listen udp:0 echo'],
	['connect s1'],
	['listen tcp:{port:web} echo'],
	['listen tcp:4000 relay tcp:6379', 'tcp:4000', 'tcp:6379'],
	['listen tcp:4000 relay 6379', 'tcp:4000', 'tcp:6379'],
	['every 1s connect tcp:4000', 'tcp:4000'],
	['listen unix:/tmp/a.sock', 'unix:/tmp/a.sock'],
	['listen "unix:/tmp/a b"', 'unix:/tmp/a b'],
	['listen unix:here.sock', `unix:${path.resolve('here.sock')}`],
	['listen unix:@name', 'unix:@name'],
	['say nothing of tcp:4000 # but udp:4000', 'tcp:4000'],
	['conect 4000'],
	['# listen tcp:4000'],
	[''],
];

for (const [line, ...addresses] of cases) {
	test(`${line === '' ? 'an empty line' : line}: ${addresses.length === 0 ? 'nothing fixed' : addresses.join(' ')}`, () => {
		assert.deepEqual([...fixedAddresses([line])].toSorted(), addresses.toSorted());
	});
}
