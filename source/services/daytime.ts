import {rejectArguments} from './reject-arguments.ts';
import {sendOnce} from './send-once.ts';
import type {Service} from './service.ts';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Sends the local time as a line of text, then closes (RFC 867, which does not fix the format). */
export const daytime: Service = {
	name: 'daytime',
	usage: 'daytime',
	summary: 'the local time as a line of text (RFC 867)',
	serve: (words, {now_us}) =>
		rejectArguments('daytime', words) ?? sendOnce(() => new TextEncoder().encode(daytimeLine(new Date(now_us() / 1000)))),
};

/** `Sat Nov 21 01:42:51 2026` and CR LF: the format of ctime(3), as inetd sends it. */
export function daytimeLine(time: Date): string {
	const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(part => String(part).padStart(2, '0'));
	const day = `${days[time.getDay()]} ${months[time.getMonth()]} ${String(time.getDate()).padStart(2)}`;
	return `${day} ${clock.join(':')} ${time.getFullYear()}\r\n`;
}
