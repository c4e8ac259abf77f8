import type {NcSettings} from './settings.ts';

/** Names of the type of service: RFC 1349 and 791, and the code points of RFC 2474, 2597 and 3246, shifted by two. */
const keywords: Readonly<Record<string, number>> = {
	lowdelay: 0x10,
	throughput: 0x08,
	reliability: 0x04,
	lowcost: 0x02,
	critical: 0xA0,
	inetcontrol: 0xC0,
	netcontrol: 0xE0,
	ef: 0xB8,
	...Object.fromEntries(Array.from({length: 8}, (_, precedence) => [`cs${precedence}`, precedence * 32])),
	...Object.fromEntries([1, 2, 3, 4].flatMap(of => [1, 2, 3].map(drop => [`af${of}${drop}`, (of * 32) + (drop * 8)]))),
};

/** The byte that a keyword, or a number in hex or decimal, stands for; undefined where it stands for none. */
export function readTos(text: string): number | undefined {
	if (Object.hasOwn(keywords, text)) {
		return keywords[text];
	}

	const value = /^(?:0x[\da-f]+|\d+)$/iv.test(text) ? Number(text) : NaN;
	return value >= 0 && value <= 255 ? value : undefined;
}

/** What is to be said where -T has no effect. `setsTos`: whether this Node sets it, of TCP connections. */
export function tosNote({tos, isDatagram, isUnix}: NcSettings, setsTos: boolean): string | undefined {
	if (tos === undefined || isUnix) {
		return undefined;
	}

	if (isDatagram) {
		return '-T has no effect: Node does not set the type of service of UDP sockets';
	}

	return setsTos ? undefined : '-T has no effect: this Node does not set the type of service';
}
