import type {Kind} from '../language/verb.ts';

/** The word `off`, or one of this kind. */
export function orOff(kind: Kind<string>): Kind<string> {
	return {...kind, parse: written => written === 'off' ? written : kind.parse(written)};
}
