import {defineVerb} from '../define.ts';
import {changeMembership, group} from '../membership.ts';

export const leave = defineVerb({
	name: 'leave',
	parameters: {group},
	options: {},
	summary: 'leave a multicast group (UDP)',
	example: 'leave udp:239.1.2.3:5000',
	onEndpoint: true,
	run: (lab, args, target) => changeMembership(lab, 'leave', args.group, target),
});
