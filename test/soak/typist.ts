/** A person at the screen who tries whatever there is. */
import {setTimeout as delay} from 'node:timers/promises';
import type {Terminal} from '../helpers/terminal.ts';

type Typist = Readonly<{folder: string; random: () => number; until_ms: number}>;

/** Deletes what is in the prompt, where a line that was refused stays. */
const anew = '\u{15}';

/** Leaves what is open, where lines that act are refused, and ends what is under way, with whoever is there. */
const ending = [
	'open off',
	'stop',
	'record off',
	'all resume',
	's1 resume',
	'guest link off',
	'c1 link off',
	'guest close',
	'inner close',
	'side close',
	'filter off',
	'view hex',
];

/** Lines and keys, whatever they come to; and the window in other sizes. */
export async function typing(screen: Terminal, {folder, random, until_ms}: Typist): Promise<void> {
	const one = (...texts: readonly string[]) => texts[Math.floor(random() * texts.length)]!;
	const acts = [
		() => {
			screen.type(`${anew}${one('hello', 'Xin chào 你好', '/send zeros:1MiB', '/every 2ms count=200 send tick', '/all send hi')}\r`);
		},
		() => {
			screen.type(`${anew}${one('/connect s1 name=guest', '/guest close', '/guest reset', '/guest hold', '/guest resume', '/s1 hold', '/s1 resume')}\r`);
		},
		() => {
			screen.type(`${anew}${one('/listen tcp:0 echo name=side', '/side close', '/connect side name=inner', '/inner close')}\r`);
		},
		() => {
			screen.type(`${anew}${one('/view text', '/view decode', '/view hex', '/find hello', '/filter out', '/filter off', '/list', '/zoom')}\r`);
		},
		() => {
			screen.type(`${anew}${one('/link delay=5ms jitter=2ms', '/link loss=5%', '/link off')}\r`);
		},
		() => {
			screen.type(`${anew}/record ${folder}/${one('a.jsonl', 'b.pcapng')} overwrite=yes\r`);
		},
		() => {
			screen.type(`${anew}${one('/record off', `/save ${folder}/c.pcapng overwrite=yes`, `/open ${folder}/b.pcapng`)}\r`);
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

/** The session is again as it was in the beginning, as far as it can be. */
export async function calm(screen: Terminal): Promise<void> {
	screen.resize(120, 40);
	for (const line of ending) {
		screen.press('Escape', 'Escape');
		await delay(100);
		screen.type(`${anew}/${line}\r`);
		await delay(100);
	}
}
