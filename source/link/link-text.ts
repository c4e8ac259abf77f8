import {conditionsText} from './conditions/table.ts';
import type {LinkWish, LinkWishes} from './link.ts';
import {tallyText, type Tally} from './verdicts.ts';

/** The conditions in effect and what they did so far: `link delay=50ms to=server, dropped 3`; empty where there are none. */
export function linkText({server, client}: LinkWishes, tally?: Tally): string {
	const toServer = wishText(server);
	const toClient = wishText(client);
	const parts = toServer === toClient
		? [toServer]
		: [toServer === '' ? '' : `${toServer} to=server`, toClient === '' ? '' : `${toClient} to=client`];
	const conditions = parts.filter(part => part !== '').join(', ');
	const done = tally === undefined ? '' : tallyText(tally);
	return [conditions === '' ? '' : `link ${conditions}`, done].filter(part => part !== '').join(', ');
}

/** One direction's conditions as they would be typed again, with the seed where chance has a part. */
export function wishText(wish: LinkWish | undefined): string {
	return wish === undefined ? '' : [conditionsText(wish.conditions), wish.seed === '' ? '' : `seed=${wish.seed}`].filter(part => part !== '').join(' ');
}
