import {problem} from '../../core/problem.ts';
import {views} from '../../frames/views/table.ts';
import {described, endpointName, oneOf} from '../../language/kinds.ts';
import {defineReadingVerb} from '../define.ts';
import {isKnownName} from '../known-name.ts';
import {atPlace} from '../places.ts';

const choices = [
	...views.map(({name, summary}) => ({word: name, summary})),
	{word: 'stream', summary: 'what follows each other in one direction, joined'},
	{word: 'blocks', summary: 'recv by recv'},
	{word: 'all', summary: 'the bytes of all endpoints'},
];
const words = choices.map(({word}) => word);
/** Words that exclude each other. */
const groups: ReadonlyArray<readonly string[]> = [views.map(({name}) => name), ['stream', 'blocks']];

/** How the raw-bytes pane shows bytes, and whose. */
export const view = defineReadingVerb({
	name: 'view',
	parameters: {
		what: {name: words.join('|'), kind: described(choices), optional: true},
		and: {name: 'stream|blocks|all', kind: described(choices), optional: true},
	},
	options: {
		width: {kind: oneOf('8', '16', '32', 'auto'), summary: 'bytes a row'},
		only: {kind: endpointName, summary: 'show the bytes of this endpoint alone; view all shows all'},
		legs: {
			kind: oneOf('client', 'both'),
			summary: 'of a relay: the client\'s leg, or the upstream leg too',
		},
		time: {
			kind: oneOf('clock', 'start', 'delta'),
			summary: 'clock time, since the start, or since the block before',
		},
	},
	summary: 'how the raw-bytes pane shows bytes, and whose',
	example: 'view hex stream only=c1',
	synonyms: Object.fromEntries(words.filter(word => word !== 'all').map(word => [word, `view ${word}`])),
	details: [
		...views.map(({name, summary}) => `${name}: ${summary}`),
		'blocks shows recv by recv; stream joins what follows each other in one direction, as TCP does.',
		'decode reads the messages of the stream either way; decode stream has a header only where the direction changes.',
	],
	onEndpoint: false,
	screenOnly: true,
	run({shown}, {what, and, options}, target) {
		const given = [what, and].filter(word => word !== undefined);
		const clash = groups.find(group => given.length === 2 && given.every(word => group.includes(word)));
		if (clash !== undefined) {
			return atPlace(problem(`${what} or ${and}: one of them at a time`), target, 'and');
		}

		if (options.only !== undefined && !isKnownName(shown, options.only)) {
			return atPlace(problem(`no endpoint is called ${options.only}`), target, 'only=');
		}

		const width = options.width === undefined || options.width === 'auto'
			? options.width
			: Number(options.width) as 8 | 16 | 32;
		const named = views.find(({name}) => given.includes(name));
		return {
			request: {
				type: 'view',
				...(named !== undefined && {view: named.name}),
				...(given.includes('all') && {only: ''}),
				...((given.includes('stream') || given.includes('blocks')) && {joined: given.includes('stream')}),
				...(width !== undefined && {width}),
				...(options.only !== undefined && {only: options.only}),
				...(options.legs !== undefined && {legs: options.legs}),
				...(options.time !== undefined && {time: options.time}),
			},
		};
	},
});
