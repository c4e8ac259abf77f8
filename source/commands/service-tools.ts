import type {Address} from '../core/address.ts';
import {dial} from '../lab/dial.ts';
import type {Lab} from '../lab/lab.ts';
import type {ServiceTools} from '../services/service.ts';
import {readData} from './read-data.ts';

/** What a service may use of this session that is to listen at this address. */
export function serviceTools(lab: Lab, here: Address): ServiceTools {
	return {
		here,
		data: (text, max_bytes) => readData(lab, text, {max_bytes}),
		now_us: lab.now_us,
		random: lab.random,
		after: (duration_ms, action) => lab.clock.schedule(lab.clock.now_us() + duration_ms * 1000, action),
		dial: async (address, name, opened) => dial(lab, address, name, opened),
	};
}
