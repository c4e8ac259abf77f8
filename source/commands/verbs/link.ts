import {Buffer} from 'node:buffer';
import {isProblem, problem} from '../../core/problem.ts';
import type {Lab} from '../../lab/lab.ts';
import type {SocketEntry} from '../../lab/entries/entry.ts';
import {described, oneOf, word} from '../../language/kinds.ts';
import type {LinkRequest, LinkDirection} from '../../link/link.ts';
import {requestText, tallyTexts} from '../../link/link-text.ts';
import {presets} from '../../link/presets.ts';
import {defineVerb} from '../define.ts';
import {conditionOptions, conditionWords, isRandom, linkConditions, linkWords} from '../link-conditions.ts';
import {done} from '../outcome.ts';
import {atPlace, endOf} from '../places.ts';
import {findSocket} from '../targets.ts';

/** `loss` is `link loss=` here, `satellite` is `link satellite`. */
const linkSynonyms = Object.fromEntries([
	...Object.keys(conditionOptions).map(key => [key, `link ${key}=`] as const),
	...[...conditionWords, ...Object.keys(presets)].map(name => [name, `link ${name}`] as const),
	['latency', 'link delay='],
	['slow', 'link delay=50ms'],
]);

/** Conditions of the link between an endpoint and whoever uses it. */
export const link = defineVerb({
	name: 'link',
	parameters: {
		word: {
			name: `PRESET|${conditionWords.join('|')}|off`,
			kind: described(linkWords),
			optional: true,
		},
	},
	options: {
		to: {kind: oneOf('server', 'client', 'both'), summary: 'which direction (default both); the other stays as it is'},
		...conditionOptions,
		seed: {kind: word, summary: 'the same seed makes the same random choices again'},
	},
	summary: 'make the link slow, lossy, cut',
	example: 'link delay=50ms jitter=10ms',
	synonyms: linkSynonyms,
	details: [
		'On a listener for what it has accepted and will accept; s1.2 link … for one connection; on a UDP socket for all its peers.',
		'Without conditions it shows those in effect and what they did: how many of how many were lost, each way.',
		'A line replaces the conditions of its direction; link off ends them and releases what they held.',
		'What is sent is held before the send; what is received, after the recv; delivered shows when its reader got it.',
		...Object.entries(presets).map(([name, {source}]) => `${name}: ${source}`),
	],
	onEndpoint: true,
	run(lab, args, target) {
		const entry = findSocket(lab, target);
		if (isProblem(entry)) {
			return entry;
		}

		const {to = 'both', seed, ...options} = args.options;
		if (args.word === undefined && Object.keys(args.options).length === 0) {
			return {text: stateOf(entry)};
		}

		// The way in first: what it held is read before an end on the way out closes the connection.
		const both: readonly LinkDirection[] = entry.side === 'client' ? ['client', 'server'] : ['server', 'client'];
		const directions = to === 'both' ? both : [to];
		if (args.word === 'off') {
			return Object.keys(options).length > 0 || seed !== undefined
				? atPlace(problem('off stands alone, or with to='), target, 'word')
				: off(entry, directions);
		}

		if (args.word === undefined && Object.keys(options).length === 0) {
			return problem('link needs a condition', endOf(target), '`link delay=50ms`, say; `link off` ends them');
		}

		const conditions = linkConditions(args.word, options, entry.transport === 'udp' ? 'datagram' : 'stream');
		if ('problem' in conditions) {
			return atPlace(conditions.problem, target, conditions.key);
		}

		const used = isRandom(conditions) ? seed ?? newSeed(lab) : '';
		return on(entry, directions, {conditions, seed: used, word: args.word});
	},
});

/** `c1: link delay=50ms loss=20% seed=a`, `out 8 of 40 lost`, `in 3 of 32 lost`. */
function stateOf(entry: SocketEntry): string[] {
	const {link: current} = entry.summary();
	return current === undefined
		? [`${entry.name} has no link; \`link delay=50ms\`, say, begins one`]
		: [`${entry.name}: link ${current.seeded}`, ...tallyTexts(current)];
}

function off(entry: SocketEntry, directions: readonly LinkDirection[]) {
	entry.tell({event: 'link', message: `off ${directionText(directions)}`});
	for (const direction of directions) {
		entry.setLink(direction, undefined);
	}

	return done;
}

type NamedRequest = LinkRequest & {readonly word: string | undefined};

function on(entry: SocketEntry, directions: readonly LinkDirection[], {word: name, ...request}: NamedRequest) {
	const note = name !== undefined && Object.hasOwn(presets, name) ? `  (${name})` : '';
	entry.tell({event: 'link', message: `${directionText(directions)}: ${requestText(request)}${note}`});
	for (const direction of directions) {
		entry.setLink(direction, request);
	}

	return done;
}

function directionText(directions: readonly LinkDirection[]): string {
	return directions.length === 1 ? `to the ${directions[0]!}` : 'both ways';
}

function newSeed(lab: Lab): string {
	return Buffer.from(lab.random(4)).toString('hex');
}
