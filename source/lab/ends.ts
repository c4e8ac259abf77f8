import type {Ends} from '../formats/format.ts';
import type {Lab} from './lab.ts';

/** The two ends of an endpoint of the session, as its titles tell them; undefined when it is a listener, or forgotten. */
export function endsOf(lab: Lab, name: string): Ends | undefined {
	const entry = lab.registry.get(name);
	if (entry === undefined || entry.kind === 'listener') {
		return undefined;
	}

	const {local, remote} = entry.source;
	return {
		...(local !== undefined && {local}),
		...(remote !== undefined && {remote}),
		datagram: entry.kind !== 'connection',
		paired: entry.kind === 'connection' && entry.partner !== undefined,
	};
}
