/** A person at the screen who tries whatever there is. */
import {setTimeout as delay} from 'node:timers/promises';
import type {Terminal} from '../helpers/terminal.ts';

type Typist = Readonly<{folder: string; random: () => number; until_ms: number}>;

/** Lines and keys, whatever they come to; and the window in other sizes. */
export async function typing(screen: Terminal, {folder, random, until_ms}: Typist): Promise<void> {
	const one = (...texts: readonly string[]) => texts[Math.floor(random() * texts.length)]!;
	const acts = [
		() => {
			screen.type(`${one('hello', 'Xin chào 你好', '/send zeros:1MiB', '/every 2ms count=200 send tick', '/all send hi')}\r`);
		},
		() => {
			screen.type(`${one('/connect s1 name=guest', '/guest close', '/guest reset', '/guest hold', '/guest resume', '/s1 hold', '/s1 resume')}\r`);
		},
		() => {
			screen.type(`${one('/listen tcp:0 echo name=side', '/side close', '/connect side name=inner', '/inner close')}\r`);
		},
		() => {
			screen.type(`${one('/view text', '/view decode', '/view hex', '/find hello', '/filter out', '/filter off', '/list', '/zoom')}\r`);
		},
		() => {
			screen.type(`${one('/link delay=5ms jitter=2ms', '/link loss=5%', '/link off')}\r`);
		},
		() => {
			screen.type(`/record ${folder}/${one('a.jsonl', 'b.pcapng')} overwrite=yes\r`);
		},
		() => {
			screen.type(`${one('/record off', `/save ${folder}/c.pcapng overwrite=yes`, `/open ${folder}/b.pcapng`)}\r`);
		},
		() => {
			screen.press(one('Tab', 'PageUp', 'PageDown', 'End', 'Home', 'F1', 'Escape', 'Escape', 'Up', 'Down'));
		},
		() => {
			screen.resize(40 + Math.floor(random() * 160), 12 + Math.floor(random() * 50));
		},
	];
	while (performance.now() < until_ms) {
		acts[Math.floor(random() * acts.length)]!();
		await delay(300 * random());
	}
}
