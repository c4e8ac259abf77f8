import {defineVerb} from '../define.ts';
import {changeMembership, group} from '../membership.ts';

/** IP_ADD_MEMBERSHIP or IPV6_JOIN_GROUP (ip(7), ipv6(7)). */
export const join = defineVerb({
	name: 'join',
	parameters: {group},
	options: {},
	summary: 'join a multicast group (UDP)',
	example: 'join udp:239.1.2.3:5000',
	onEndpoint: true,
	run: (lab, args, target) => changeMembership(lab, 'join', args.group, target),
});
