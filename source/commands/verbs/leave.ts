import {defineVerb} from '../define.ts';
import {changeMembership, group} from '../membership.ts';

/** IP_DROP_MEMBERSHIP or IPV6_LEAVE_GROUP (ip(7), ipv6(7)). */
export const leave = defineVerb({
	name: 'leave',
	parameters: {group},
	options: {},
	summary: 'leave a multicast group (UDP)',
	example: 'leave udp:239.1.2.3:5000',
	onEndpoint: true,
	run: (lab, args, target) => changeMembership(lab, 'leave', args.group, target),
});
