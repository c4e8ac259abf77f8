import {probability} from '../../language/kinds.ts';
import {hits} from '../random.ts';
import {defineCondition} from './condition.ts';
import {probabilityText} from './text.ts';

/** Datagrams that arrive twice. */
export const dup = defineCondition({
	name: 'dup',
	settings: {dup: {kind: probability, summary: 'datagrams that arrive twice', text: probabilityText, random: true}},
	datagram: ({dup: twice, correlation}, random) => ({isDuplicated: hits(twice, correlation, random)}),
});
