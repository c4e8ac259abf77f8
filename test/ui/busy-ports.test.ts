import assert from 'node:assert/strict';
import {test} from 'node:test';
import {portsIn} from '../../source/ui/busy-ports.ts';

test('a table of /proc/net tells the ports on which somebody listens, not those of connections', () => {
	const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0FA0 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
   1: 0100007F:0FA1 0100007F:E5F4 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0 20 4 30 10 -1
   2: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 3
   3: 0100007F:1388 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4 2 0 0
`;
	assert.deepEqual(portsIn(table), [4000, 80, 5000]);
});
