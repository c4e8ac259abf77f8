import {problem} from '../../core/problem.ts';
import {endpointName, oneOf} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {atPlace} from '../places.ts';

/** How the raw-bytes pane shows bytes, and whose. */
export const view = defineVerb({
	name: 'view',
	parameters: {what: {name: 'hex|text|escaped|all', kind: oneOf('hex', 'text', 'escaped', 'all'), optional: true}},
	options: {
		width: {kind: oneOf('8', '16', '32', 'auto'), summary: 'bytes a row'},
		only: {kind: endpointName, summary: 'show the bytes of this endpoint alone; view all shows all'},
	},
	summary: 'how the raw-bytes pane shows bytes, and whose',
	example: 'view hex width=16 only=c1',
	onEndpoint: false,
	screenOnly: true,
	run(lab, {what, options}, target) {
		if (options.only !== undefined && lab.registry.get(options.only) === undefined) {
			return atPlace(problem(`no endpoint is called ${options.only}`), target, 'only=');
		}

		const width = options.width === undefined || options.width === 'auto' ? options.width : Number(options.width) as 8 | 16 | 32;
		return {
			wish: {
				type: 'view',
				...(what !== undefined && what !== 'all' && {view: what}),
				...(what === 'all' && {only: ''}),
				...(width !== undefined && {width}),
				...(options.only !== undefined && {only: options.only}),
			},
		};
	},
});
