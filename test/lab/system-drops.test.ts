/** When it is looked at what the system has dropped: at most every half a second, while anything comes or is held. */
import {test, type TestContext} from 'node:test';
import type {Fact} from '../../source/core/events.ts';
import {limits} from '../../source/core/limits.ts';
import {SystemDrops} from '../../source/lab/system-drops.ts';
import {FakeClock} from '../helpers/fake-clock.ts';

const period_us = limits.drops_ms * 1000;

test('a thousand datagrams are one look, and silence is none', (t: TestContext) => {
	const clock = new FakeClock();
	const told: Array<Fact['args']> = [];
	const system: {dropped: number | undefined; looks: number; held: boolean} = {dropped: 3, looks: 0, held: false};
	const read = () => {
		system.looks++;
		return system.dropped;
	};

	const tell = ({args}: Fact) => {
		told.push(args);
	};

	const drops = new SystemDrops({clock, read, tell, isHeld: () => system.held});
	const receive = (count: number) => {
		for (let datagram = 0; datagram < count; datagram++) {
			drops.touch();
		}

		clock.pass(period_us * 10);
	};

	receive(1000);
	t.assert.deepStrictEqual([system.looks, told], [1, ['3 datagrams']]);
	receive(0);
	t.assert.strictEqual(system.looks, 1);
	system.dropped = 17_347;
	receive(1);
	system.dropped = undefined;
	receive(1);
	t.assert.deepStrictEqual([system.looks, told, drops.count], [3, ['3 datagrams', '17,344 datagrams'], 17_347]);

	system.held = true;
	receive(1);
	t.assert.strictEqual(system.looks, 13);
	system.dropped = 17_348;
	drops.end();
	t.assert.deepStrictEqual([clock.waiting, told.at(-1)], [0, '1 datagram']);
});
