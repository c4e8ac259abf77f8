import {rejectArguments} from './reject-arguments.ts';
import {sendOnce} from './send-once.ts';
import type {Service} from './service.ts';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** The local time as a line of text, then closes (RFC 867, which leaves its form open). */
export const daytime: Service = {
	name: 'daytime',
	usage: 'daytime',
	summary: 'the local time as a line of text (RFC 867)',
	serve: (words, {now_us}) => rejectArguments('daytime', words) ?? sendOnce(() => new TextEncoder().encode(daytimeLine(new Date(now_us() / 1000)))),
};

/** `Sat Nov 21 01:42:51 2026` and CR LF: what inetd sends, in the form of ctime(3). */
export function daytimeLine(time: Date): string {
	const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(part => String(part).padStart(2, '0')).join(':');
	return `${days[time.getDay()]} ${months[time.getMonth()]} ${String(time.getDate()).padStart(2)} ${clock} ${time.getFullYear()}\r\n`;
}
