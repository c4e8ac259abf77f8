import type {Offer} from './offer.ts';
import type {Surroundings} from './surroundings.ts';

/** The ports of a transport in use on this machine, as words of their own. */
export function portsInUse(transport: 'tcp' | 'udp', {addressesInUse}: Surroundings): readonly Offer[] {
	return addressesInUse()
		.filter(({address}) => address.startsWith(`${transport}:`))
		.map(({address, summary}) => ({text: /\d+$/v.exec(address)![0], summary}));
}
