import {formatSize} from '../../core/quantities.ts';
import {heardOf} from '../../frames/summary.ts';
import type {Registry} from '../../lab/registry.ts';
import {defineReadingVerb} from '../define.ts';
import {listLines} from '../list-lines.ts';

/** Tells what there is. */
export const list = defineReadingVerb({
	name: 'list',
	parameters: {},
	options: {},
	summary: 'endpoints and connections with their state',
	example: 'list',
	synonyms: {ls: 'list', ps: 'list', status: 'list', info: 'list', netstat: 'list', ss: 'list', connections: 'list'},
	onEndpoint: false,
	run: ({lab, shown}) => ({
		text: shown === lab
			? listLines(shown.registry, lab.repeats.all(), name => heardText(lab.registry, name))
			: listLines(shown.registry, []),
	}),
});

/** `18 B new spoke last`; nothing of an endpoint that is the only one of its side. */
function heardText(registry: Registry, name: string): string {
	const {unseen_bytes = 0, spokeLast = false} = heardOf(registry.get(name)!, registry);
	return [
		...(unseen_bytes > 0 ? [`${formatSize(unseen_bytes)} new`] : []),
		...(spokeLast ? ['spoke last'] : []),
	].join(' ');
}
