import {rejectArguments} from './reject-arguments.ts';
import {sendOnce} from './send-once.ts';
import type {Service} from './service.ts';

/** Seconds from 1900-01-01 to 1970-01-01, UTC (RFC 868). */
const from1900to1970_s = 2_208_988_800;

/** Sends the seconds since 1900 in four bytes, big-endian, then closes (RFC 868). They wrap to 0 on 2036-02-07. */
export const time: Service = {
	name: 'time',
	usage: 'time',
	summary: 'seconds since 1900 in four bytes (RFC 868)',
	serve: (words, {now_us}) => rejectArguments('time', words) ?? sendOnce(() => secondsSince1900(now_us())),
};

function secondsSince1900(now_us: number): Uint8Array {
	const bytes = new Uint8Array(4);
	new DataView(bytes.buffer).setUint32(0, (Math.floor(now_us / 1_000_000) + from1900to1970_s) % (2 ** 32));
	return bytes;
}
