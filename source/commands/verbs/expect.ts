import {isProblem} from '../../core/problem.ts';
import {described, duration, expected} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {expectFrom} from '../expect/expect-from.ts';
import {misplacedOption} from '../expect/judge-for.ts';
import {findSources} from '../expect/sources.ts';

/**
Waits for what an endpoint receives, and fails when something else comes.

What has come to an endpoint and was not expected yet is a queue: bytes, then the end. Each `expect` takes from its
front what it expected, and the next one goes on behind it; it does not matter whether that had come before the line
ran, and in how many recvs. When it fails, it takes nothing.

```text
                      stream                                    datagrams
DATA                  match=prefix: the next bytes are these.   match=whole: the next datagram is this.
                      It takes them; the rest is for the next   It takes the datagram.
                      expect. Fails at the first byte that
                      differs.
DATA match=whole      these, and then the peer's FIN, which is
                      not taken: `expect close` may follow
DATA match=prefix                                               it begins with this; takes all of it
DATA match=anywhere   takes all up to the end of these bytes    they stand somewhere in it; takes all of it
/expression/          match=anywhere: takes all up to the end   match=anywhere: somewhere in the next
                      of the match                              datagram, which it takes
  match=prefix        it matches at the front                   it matches at its beginning
  match=whole         it matches all up to the peer's FIN       it matches all of it
close                 the peer's FIN is next. It stays: a       a mistake
                      second `expect close` is met, too
  match=anywhere      bytes before it are taken
reset                 a RST; bytes before it are taken          a mistake
refused               connect or listen failed                  that, or ECONNREFUSED came for what was sent
timeout               connect had no answer, or idle= closed
nothing               neither bytes nor an end come for=300ms   the same
```

It fails at once when the peer has closed or reset before all has come, or the endpoint was closed here.
*/
export const expect = defineVerb({
	name: 'expect',
	parameters: {expected: {name: 'DATA', kind: expected, rest: true}},
	options: {
		within: {kind: duration, summary: 'fail after this long (default 5s)'},
		match: {
			kind: described([
				{word: 'prefix', summary: 'what comes begins with it (default for DATA on streams)'},
				{word: 'whole', summary: 'it is all that comes until FIN, or the whole datagram (default for DATA on UDP)'},
				{word: 'anywhere', summary: 'what comes before it is skipped (default for /expression/)'},
			]),
			summary: 'where it stands in what comes',
		},
		for: {kind: duration, summary: 'with nothing: so long (default 300ms)'},
	},
	summary: 'wait for what comes next, and fail if something else does',
	example: String.raw`expect "hello\n" within=2s`,
	synonyms: {await: 'expect', assert: 'expect'},
	details: [
		'DATA, or /expression/, or one of close reset refused timeout nothing. Options may stand behind it; DATA that is one',
		'of these words, stands between slashes or ends like an option is written in quotes: expect "close".',
		'Each expect takes what it expected from the front of what has come, in however many recvs and whether before the',
		'line or after it; the rest is for the next expect. Of a stream, DATA is the next bytes (match=prefix), or with',
		'match=whole all up to the peer\'s FIN; of UDP, the whole next datagram. An expression may stand anywhere: what is',
		'before it is skipped. It fails at the first byte that differs, and at once when the peer closes or resets before.',
		'close: the peer\'s FIN is next (match=anywhere skips bytes before it); reset: a RST; refused: connect or listen',
		'failed; timeout: connect had no answer; nothing for=300ms: neither bytes nor an end come.',
		'A listener stands for its only connection, or the next one; a UDP listener for all its peers. all expect … waits for',
		'every open connection of the side.',
		'Groups of an expression are variables in a script: /id=([0-9]+)/ gives {1}, /(?P<id>[0-9]+)/ also {id}.',
	],
	onEndpoint: true,
	onAll: true,
	check: misplacedOption,
	async run(lab, wanted, target) {
		const sources = findSources(lab, wanted.expected, target);
		return isProblem(sources) ? sources : expectFrom(lab, sources, wanted, target);
	},
});
