import {test, type TestContext} from 'node:test';
import {boundPorts} from '../../source/sockets/busy-ports.ts';
import {parseRow} from '../../source/sockets/proc-net.ts';

test('a table of /proc/net has the ports on which somebody listens, beside those of connections', (t: TestContext) => {
	const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0FA0 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
   1: 0100007F:0FA1 0100007F:E5F4 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0 20 4 30 10 -1
   2: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 3 1 0
   3: 0100007F:1388 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4 2 0 0
`;
	t.assert.deepStrictEqual([...boundPorts(table.split('\n').flatMap(line => parseRow(line) ?? []))], [4000, 80, 5000]);
});
