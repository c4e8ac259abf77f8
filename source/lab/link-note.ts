import {linkText} from '../link/link-text.ts';
import type {Entry} from './registry.ts';

/** The conditions of an entry's link and what they have done so far: `link loss=10% seed=a, dropped 3`; empty without a link. */
export function linkNote(entry: Entry): string {
	return entry.kind === 'peer' ? '' : linkText(entry.links, entry.kind === 'listener' ? undefined : entry.endpoint?.tally);
}
