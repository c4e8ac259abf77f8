/** What `set` answers: the options that an endpoint has from now on, in words. */
import {formatDuration, formatSize} from '../core/quantities.ts';
import {lineEndingName, type LiveOptions} from '../lab/entries/options.ts';
import type {SocketEntry} from '../lab/entries/entry.ts';

type Set = Pick<SocketEntry, 'name' | 'isListener' | 'optionNames'>;

/** `c1 ends typed lines with CRLF, sets TCP_NODELAY`. */
export function setAnswer({name, isListener, optionNames}: Set, options: LiveOptions): string {
	const isForOthers = isListener && optionNames.includes('halfopen');
	const changes = sentences.map(sentence => sentence(options)).filter(change => change !== '');
	return `${isForOthers ? `from now on, what ${name} accepts` : name} ${changes.join(', ')}`;
}

type Sentence = (options: LiveOptions) => string;

const sentences: readonly Sentence[] = [
	({eol}) => eol === undefined ? '' : eolText(eol),
	({recv}) => recv === undefined ? '' : `receives at most ${formatSize(recv)} at once`,
	({halfopen}) => given(halfopen, 'stays open for sending after the peer\'s FIN', 'closes after the peer\'s FIN'),
	({idle}) => idle === undefined ? '' : `closes after ${formatDuration(idle)} without a byte`,
	({nodelay}) => given(nodelay, 'sets TCP_NODELAY', 'clears TCP_NODELAY'),
	({keepalive}) => given(keepalive, 'sets SO_KEEPALIVE', 'clears SO_KEEPALIVE'),
	({ttl}) => ttl === undefined ? '' : `sends with a TTL of ${ttl}`,
	({broadcast}) => given(broadcast, 'sets SO_BROADCAST', 'clears SO_BROADCAST'),
];

function eolText(eol: string): string {
	return eol === '' ? 'adds nothing to typed lines' : `ends typed lines with ${lineEndingName(eol)}`;
}

function given(value: boolean | undefined, yes: string, no: string): string {
	if (value === undefined) {
		return '';
	}

	return value ? yes : no;
}
