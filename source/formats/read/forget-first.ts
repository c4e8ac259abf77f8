import {limits} from '../../core/limits.ts';

/** Of more conversations (or names) than are remembered, takes out the one met first and answers its key. */
export function forgetFirst<Key>(known: Map<Key, unknown> | Set<Key>): Key | undefined {
	if (known.size <= limits.recorded_conversations) {
		return undefined;
	}

	const [first] = known.keys();
	known.delete(first!);
	return first;
}
