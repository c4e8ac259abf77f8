/** A message with its length in front: the length, then what follows. */
import {formatCount} from '../../core/quantities.ts';
import {forms, lengthAt} from '../framed.ts';
import {bodyLines, part} from './body.ts';

export function framePage(bytes: Uint8Array): readonly string[] | undefined {
	const form = forms.find(({size, isLittle}) => lengthAt(bytes.subarray(0, size), isLittle) === bytes.length - size);
	if (form === undefined) {
		return undefined;
	}

	const body = bytes.subarray(form.size);
	return [`${formatCount(body.length)} B, ${form.name}`, ...part('Content', bodyLines(body))];
}
