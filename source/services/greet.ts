import {isProblem} from '../core/problem.ts';
import {feed} from './feed.ts';
import type {Service} from './service.ts';

const defaultGreeting = String.raw`"Hello from sockplay\n"`;

/**
Sends each item in a send of its own, as fast as the peer reads, then closes. Answers a datagram with one datagram for
each item.
*/
export const greet: Service = {
	name: 'greet',
	usage: 'greet [DATA…]',
	summary: 'sends each item, then closes',
	argument: 'data',
	example: String.raw`listen tcp:4100 greet "hello\n" zeros:1KiB`,
	serve(words, tools) {
		const items: Uint8Array[] = [];
		for (const [word, text] of (words.length === 0 ? [defaultGreeting] : words).entries()) {
			const bytes = tools.data(text);
			if (isProblem(bytes)) {
				return {...bytes, word};
			}

			items.push(bytes);
		}

		return {
			stream(connection) {
				const more = feed(connection, items);
				const go = () => {
					if (more()) {
						connection.close();
					}
				};

				go();
				return {drained: go};
			},
			datagram: {
				received(_bytes, reply) {
					for (const item of items) {
						reply(item);
					}
				},
			},
		};
	},
};
