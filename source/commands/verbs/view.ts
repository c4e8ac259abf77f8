import {problem} from '../../core/problem.ts';
import {views} from '../../frames/views/table.ts';
import {endpointName, oneOf} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {isKnownName} from '../known-name.ts';
import {atPlace} from '../places.ts';

const words = [...views.map(({name}) => name), 'stream', 'blocks', 'all'];

/** How the raw-bytes pane shows bytes, and whose. */
export const view = defineVerb({
	name: 'view',
	parameters: {what: {name: words.join('|'), kind: oneOf(...words), optional: true}},
	options: {
		width: {kind: oneOf('8', '16', '32', 'auto'), summary: 'bytes a row'},
		only: {kind: endpointName, summary: 'show the bytes of this endpoint alone; view all shows all'},
		time: {
			kind: oneOf('clock', 'start', 'delta'),
			summary: 'clock time, since the start, or since the block before',
		},
	},
	summary: 'how the raw-bytes pane shows bytes, and whose',
	example: 'view hex width=16 only=c1',
	synonyms: Object.fromEntries(words.filter(word => word !== 'all').map(word => [word, `view ${word}`])),
	details: [
		...views.map(({name, summary}) => `${name}: ${summary}`),
		'blocks shows recv by recv; stream joins what follows each other in one direction, as TCP does.',
	],
	onEndpoint: false,
	screenOnly: true,
	run(lab, {what, options}, target) {
		if (options.only !== undefined && !isKnownName(lab, options.only)) {
			return atPlace(problem(`no endpoint is called ${options.only}`), target, 'only=');
		}

		const width = options.width === undefined || options.width === 'auto'
			? options.width
			: Number(options.width) as 8 | 16 | 32;
		const shown = views.find(({name}) => name === what);
		return {
			request: {
				type: 'view',
				...(shown !== undefined && {view: shown.name}),
				...(what === 'all' && {only: ''}),
				...((what === 'stream' || what === 'blocks') && {joined: what === 'stream'}),
				...(width !== undefined && {width}),
				...(options.only !== undefined && {only: options.only}),
				...(options.time !== undefined && {time: options.time}),
			},
		};
	},
});
