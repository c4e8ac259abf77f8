import {rejectArguments} from './reject-arguments.ts';
import {sendOnce} from './send-once.ts';
import type {Service} from './service.ts';

/** Printable ASCII, below 512 characters each, as RFC 865 requires. */
export const quotes: readonly string[] = [
	'A stream has no message borders; whoever draws them has to read on.',
	'Bind before you listen, listen before you accept.',
	'An empty recv is not silence: it is goodbye.',
	'Nobody hears a datagram that nobody waits for.',
	'Ports below 1024 open doors; ports above open conversations.',
	'The shortest timeout is the one you forgot to set.',
	'send() says it was taken, not that it has arrived.',
	'Who holds the door with one hand can only wave with the other: half-close.',
];

/** Sends a quote, chosen by the session's seed, then closes (RFC 865). */
export const qotd: Service = {
	name: 'qotd',
	usage: 'qotd',
	summary: 'a quote of the day (RFC 865)',
	serve: (words, {random}) => rejectArguments('qotd', words)
		?? sendOnce(() => new TextEncoder().encode(`${quotes[random(1)[0]! % quotes.length]}\r\n`)),
};
