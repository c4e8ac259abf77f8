/** The verbs as conversations on a network in memory: a line, and what the log says of it. `!` marks a mistake: the place, the message, the hint. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Talk} from '../helpers/talk.ts';
import {streamsOf} from '../helpers/entries.ts';

const conversations: Readonly<Record<string, ReadonlyArray<readonly [line: string, ...said: string[]]>>> = {
	'a conversation': [
		[
			'listen tcp:0 echo',
			's1 socket(AF_INET, SOCK_STREAM) = 3',
			's1 setsockopt(SO_REUSEADDR, 1) = 0',
			's1 bind(127.0.0.1:50001) = 0',
			's1 listen(511) = 0',
		],
		['connect s1', 'c1 socket(AF_INET, SOCK_STREAM) = 3', 'c1 connect(127.0.0.1:50001) = 0', 's1 accept() = s1.1 from 127.0.0.1:50002'],
		['send hi', 'c1 send(2) = 2 "hi"', 's1.1 recv(65536) = 2 "hi"', 's1.1 send(2) = 2 "hi"', 'c1 recv(65536) = 2 "hi"'],
		['shutdown', 'c1 shutdown(SHUT_WR) = 0', 's1.1 recv(65536) = 0', 's1.1 close() = 0', 'c1 recv(65536) = 0', 'c1 close() = 0'],
		[
			'list',
			'name  state      local            remote           in   out',
			's1    listening  127.0.0.1:50001                   2 B  2 B  echo 0 open',
			'c1    closed     127.0.0.1:50002  127.0.0.1:50001  2 B  2 B',
			's1.1  closed     127.0.0.1:50001  127.0.0.1:50002  2 B  2 B',
		],
	],
	'names, and the current endpoint': [
		['listen tcp:0', 's1 socket(AF_INET, SOCK_STREAM) = 3', 's1 setsockopt(SO_REUSEADDR, 1) = 0', 's1 bind(127.0.0.1:50001) = 0', 's1 listen(511) = 0'],
		[
			'listen tcp:0 name=web',
			'web socket(AF_INET, SOCK_STREAM) = 3',
			'web setsockopt(SO_REUSEADDR, 1) = 0',
			'web bind(127.0.0.1:50002) = 0',
			'web listen(511) = 0',
		],
		[
			'connect web name=alice',
			'alice socket(AF_INET, SOCK_STREAM) = 3',
			'alice connect(127.0.0.1:50002) = 0',
			'web accept() = web.1 from 127.0.0.1:50003',
		],
		['connect web', 'c1 socket(AF_INET, SOCK_STREAM) = 3', 'c1 connect(127.0.0.1:50002) = 0', 'web accept() = web.2 from 127.0.0.1:50004'],
		['alice send a', 'alice send(1) = 1 "a"', 'web.1 recv(65536) = 1 "a"'],
		['web send x', '! web: web has 2 connections; say which: `web.1 send x`'],
		['web.2 send x', 'web.2 send(1) = 1 "x"', 'c1 recv(65536) = 1 "x"'],
		['close', 'c1 close() = 0', 'web.2 recv(65536) = 0'],
		['bob send x', '! bob: no endpoint is called bob; there are s1, web, alice, web.1, web.2'],
		['connect s1 name=alice', '! alice: alice is taken; `close alice` first, or choose another name'],
		['connect s1 name=send', '! send: send is a verb; a name never is'],
		['use alice'],
		['send y', 'alice send(1) = 1 "y"', 'web.1 recv(65536) = 1 "y"'],
		['use nobody', '! nobody: no endpoint is called nobody; there are s1, web, alice, web.1, web.2'],
		['listen tcp:0', 's2 socket(AF_INET, SOCK_STREAM) = 3', 's2 setsockopt(SO_REUSEADDR, 1) = 0', 's2 bind(127.0.0.1:50005) = 0', 's2 listen(511) = 0'],
	],
	'a listener stands for its only connection': [
		['listen tcp:0', 's1 socket(AF_INET, SOCK_STREAM) = 3', 's1 setsockopt(SO_REUSEADDR, 1) = 0', 's1 bind(127.0.0.1:50001) = 0', 's1 listen(511) = 0'],
		['s1 send x', '! s1: nobody has connected to s1 yet; `connect` from the client pane, or with nc from elsewhere'],
		['connect s1', 'c1 socket(AF_INET, SOCK_STREAM) = 3', 'c1 connect(127.0.0.1:50001) = 0', 's1 accept() = s1.1 from 127.0.0.1:50002'],
		['s1 send x', 's1.1 send(1) = 1 "x"', 'c1 recv(65536) = 1 "x"'],
		['s1 shutdown', 's1.1 shutdown(SHUT_WR) = 0', 'c1 recv(65536) = 0', 'c1 close() = 0', 's1.1 recv(65536) = 0', 's1.1 close() = 0'],
		['s1 reset', '! s1: nobody has connected to s1 yet; `connect` from the client pane, or with nc from elsewhere'],
		['s1 close', 's1 close() = 0'],
		['s1 close', '! s1: s1 is closed already'],
		['c1 send z', '! c1: c1 is closed; `reconnect` connects again'],
	],
	'a hold on a listener is one of accept: who connects meanwhile waits in the backlog': [
		['listen tcp:0 accept=no', 's1 socket(AF_INET, SOCK_STREAM) = 3', 's1 setsockopt(SO_REUSEADDR, 1) = 0', 's1 bind(127.0.0.1:50001) = 0', 's1 listen(511) = 0', 's1 held: accept is not called until resume: connections wait in the backlog'],
		['connect s1', 'c1 socket(AF_INET, SOCK_STREAM) = 3', 'c1 connect(127.0.0.1:50001) = 0'],
		['c1 send x', 'c1 send(1) = 1 "x"'],
		['s1 resume', 's1 resumed', 's1 accept() = s1.1 from 127.0.0.1:50002', 's1.1 recv(65536) = 1 "x"'],
		['s1 hold', 's1 held: accept is not called until resume: connections wait in the backlog'],
		['c1 send y', 'c1 send(1) = 1 "y"', 's1.1 recv(65536) = 1 "y"'],
		['s1 close', 's1 close() = 0'],
	],
	'hold makes the queue of the other side grow, resume drains it, close waits for it': [
		['listen tcp:0', 's1 socket(AF_INET, SOCK_STREAM) = 3', 's1 setsockopt(SO_REUSEADDR, 1) = 0', 's1 bind(127.0.0.1:50001) = 0', 's1 listen(511) = 0'],
		['connect s1', 'c1 socket(AF_INET, SOCK_STREAM) = 3', 'c1 connect(127.0.0.1:50001) = 0', 's1 accept() = s1.1 from 127.0.0.1:50002'],
		['s1.1 hold', 's1.1 held: recv is not called until resume'],
		['c1 send zeros:65000', String.raw`c1 send(65000) = 65000 "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"…`],
		['c1 send zeros:1000', String.raw`c1 send(1000) = 536, 464 queued "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"…`],
		['c1 send zeros:10', 'c1 queued 10 B (474 B waiting)'],
		['c1 close', 'c1 note (474 B waiting): closes when what waits has been sent; reset would drop it'],
		[
			's1.1 resume',
			's1.1 resumed',
			String.raw`s1.1 recv(65536) = 65536 "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"…`,
			String.raw`c1 send(10) = 10 "\0\0\0\0\0\0\0\0\0\0"`,
			'c1 drained: all that waited has been taken by the system',
			'c1 close() = 0',
			String.raw`s1.1 recv(65536) = 474 "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"…`,
			's1.1 recv(65536) = 0',
		],
	],
	'RST from either side': [
		['listen tcp:0', 's1 socket(AF_INET, SOCK_STREAM) = 3', 's1 setsockopt(SO_REUSEADDR, 1) = 0', 's1 bind(127.0.0.1:50001) = 0', 's1 listen(511) = 0'],
		['connect s1', 'c1 socket(AF_INET, SOCK_STREAM) = 3', 'c1 connect(127.0.0.1:50001) = 0', 's1 accept() = s1.1 from 127.0.0.1:50002'],
		['c1 reset', 'c1 setsockopt(SO_LINGER, {1, 0}) = 0', 'c1 close() = 0', 's1.1 recv(65536) = ECONNRESET', 's1.1 close() = 0'],
		['c1 reset', '! c1: c1 is reset; `reconnect` connects again'],
		['c1 hold', '! c1: c1 is reset; `reconnect` connects again'],
		['connect s1', 'c2 socket(AF_INET, SOCK_STREAM) = 3', 'c2 connect(127.0.0.1:50001) = 0', 's1 accept() = s1.2 from 127.0.0.1:50003'],
		['s1.2 reset', 's1.2 setsockopt(SO_LINGER, {1, 0}) = 0', 's1.2 close() = 0', 'c2 recv(65536) = ECONNRESET', 'c2 close() = 0'],
		['c2 resume', '! c2: c2 is reset; `reconnect` connects again'],
	],
	'a device is no file that could be sent': [
		['listen udp:0', 's1 socket(AF_INET, SOCK_DGRAM) = 3', 's1 bind(127.0.0.1:0) = 0'],
		['sendto udp:5000 file:/dev/null', '! file:/dev/null: /dev/null is a device, not a regular file; put what is to be read of it into a file first'],
		['sendto udp:0 x', '! udp:0: nobody can be reached at port 0'],
	],
	maxconn: [
		[
			'listen tcp:0 maxconn=1',
			's1 socket(AF_INET, SOCK_STREAM) = 3',
			's1 setsockopt(SO_REUSEADDR, 1) = 0',
			's1 bind(127.0.0.1:50001) = 0',
			's1 listen(511) = 0',
		],
		['connect s1', 'c1 socket(AF_INET, SOCK_STREAM) = 3', 'c1 connect(127.0.0.1:50001) = 0', 's1 accept() = s1.1 from 127.0.0.1:50002'],
		[
			'connect s1',
			'c2 socket(AF_INET, SOCK_STREAM) = 3',
			'c2 connect(127.0.0.1:50001) = 0',
			's1 accept() = s1.2 from 127.0.0.1:50003',
			's1.2 note: maxconn=1: s1 serves no more at one time',
			's1.2 close() = 0',
			'c2 recv(65536) = 0',
			'c2 close() = 0',
		],
		['c1 close', 'c1 close() = 0', 's1.1 recv(65536) = 0'],
		['s1.1 close', 's1.1 close() = 0'],
		['connect s1', 'c3 socket(AF_INET, SOCK_STREAM) = 3', 'c3 connect(127.0.0.1:50001) = 0', 's1 accept() = s1.3 from 127.0.0.1:50004'],
	],
	'halfopen on either side': [
		[
			'listen tcp:0 halfopen=no',
			's1 socket(AF_INET, SOCK_STREAM) = 3',
			's1 setsockopt(SO_REUSEADDR, 1) = 0',
			's1 bind(127.0.0.1:50001) = 0',
			's1 listen(511) = 0',
		],
		['connect s1', 'c1 socket(AF_INET, SOCK_STREAM) = 3', 'c1 connect(127.0.0.1:50001) = 0', 's1 accept() = s1.1 from 127.0.0.1:50002'],
		['c1 shutdown', 'c1 shutdown(SHUT_WR) = 0', 's1.1 recv(65536) = 0', 's1.1 close() = 0', 'c1 recv(65536) = 0', 'c1 close() = 0'],
		['listen tcp:0', 's2 socket(AF_INET, SOCK_STREAM) = 3', 's2 setsockopt(SO_REUSEADDR, 1) = 0', 's2 bind(127.0.0.1:50003) = 0', 's2 listen(511) = 0'],
		['connect s2 halfopen=yes', 'c2 socket(AF_INET, SOCK_STREAM) = 3', 'c2 connect(127.0.0.1:50003) = 0', 's2 accept() = s2.1 from 127.0.0.1:50004'],
		['s2.1 shutdown', 's2.1 shutdown(SHUT_WR) = 0', 'c2 recv(65536) = 0'],
		['c2 send still', 'c2 send(5) = 5 "still"', 's2.1 recv(65536) = 5 "still"'],
		['c2 shutdown', 'c2 shutdown(SHUT_WR) = 0', 'c2 close() = 0', 's2.1 recv(65536) = 0', 's2.1 close() = 0'],
	],
	set: [
		['listen tcp:0', 's1 socket(AF_INET, SOCK_STREAM) = 3', 's1 setsockopt(SO_REUSEADDR, 1) = 0', 's1 bind(127.0.0.1:50001) = 0', 's1 listen(511) = 0'],
		['connect s1', 'c1 socket(AF_INET, SOCK_STREAM) = 3', 'c1 connect(127.0.0.1:50001) = 0', 's1 accept() = s1.1 from 127.0.0.1:50002'],
		['c1 set eol=crlf recv=2'],
		['s1.1 send hello', 's1.1 send(5) = 5 "hello"', 'c1 recv(2) = 2 "he"', 'c1 recv(2) = 2 "ll"', 'c1 recv(2) = 1 "o"'],
		['c1 set', '! : set needs at least one key=value; `set eol=crlf`, say'],
		['c1 set ttl=3', '! 3: c1 has no option ttl; it has eol recv halfopen idle nodelay keepalive'],
		['s1 set recv=3'],
		['connect s1', 'c2 socket(AF_INET, SOCK_STREAM) = 3', 'c2 connect(127.0.0.1:50001) = 0', 's1 accept() = s1.2 from 127.0.0.1:50003'],
		['c2 send hello', 'c2 send(5) = 5 "hello"', 's1.2 recv(3) = 3 "hel"', 's1.2 recv(3) = 2 "lo"'],
		['listen udp:0', 's2 socket(AF_INET, SOCK_DGRAM) = 3', 's2 bind(127.0.0.1:0) = 0'],
		['s2 set ttl=3 eol=none'],
		['s2 set nodelay=yes', '! yes: s2 has no option nodelay; it has eol ttl broadcast'],
	],
	'UDP: a listener names its peers, a connected socket hears that nobody reads': [
		['listen udp:0', 's1 socket(AF_INET, SOCK_DGRAM) = 3', 's1 bind(127.0.0.1:0) = 0'],
		['connect s1', 'c1 socket(AF_INET, SOCK_DGRAM) = 3', 'c1 bind(127.0.0.1:0) = 0', 'c1 connect(127.0.0.1:50001) = 0'],
		['send hi', 'c1 send(2) = 2 "hi"', 's1.1 recvfrom(65536) = 2 from 127.0.0.1:50002 "hi"'],
		['s1 send back', 's1.1 sendto(4, 127.0.0.1:50002) = 4 "back"', 'c1 recv(65536) = 4 "back"'],
		['connect s1', 'c2 socket(AF_INET, SOCK_DGRAM) = 3', 'c2 bind(127.0.0.1:0) = 0', 'c2 connect(127.0.0.1:50001) = 0'],
		['send hey', 'c2 send(3) = 3 "hey"', 's1.2 recvfrom(65536) = 3 from 127.0.0.1:50003 "hey"'],
		['s1 send who', '! s1: s1 has 2 connections; say which: `s1.1 send who`'],
		['s1.2 send you', 's1.2 sendto(3, 127.0.0.1:50003) = 3 "you"', 'c2 recv(65536) = 3 "you"'],
		['s1.1 close'],
		['c1 send again', 'c1 send(5) = 5 "again"', 's1.3 recvfrom(65536) = 5 from 127.0.0.1:50002 "again"'],
		['c1 shutdown', '! c1: c1 is UDP, which has no half-close'],
		['c1 reset', '! c1: c1 is UDP, which has no RST'],
		['c1 hold', 'c1 held: recv is not called until resume; the system drops what its buffer cannot take'],
		['s1.3 send held', 's1.3 sendto(4, 127.0.0.1:50002) = 4 "held"'],
		['c1 resume', 'c1 resumed', 'c1 recv(65536) = 4 "held"'],
		['s1 close', 's1 close() = 0'],
		['c1 send nobody', 'c1 send(6) = 6 "nobody"', 'c1 recv(65536) = ECONNREFUSED'],
		[
			'list',
			'name  state   local            remote           in    out',
			's1    closed  127.0.0.1:50001                   10 B  11 B',
			'c1    open    127.0.0.1:50002  127.0.0.1:50001  8 B   13 B  spoke last',
			's1.1  closed  127.0.0.1:50001  127.0.0.1:50002  2 B   4 B',
			'c2    open    127.0.0.1:50003  127.0.0.1:50001  3 B   3 B',
			's1.2  closed  127.0.0.1:50001  127.0.0.1:50003  3 B   3 B',
			's1.3  closed  127.0.0.1:50001  127.0.0.1:50002  5 B   4 B',
		],
	],
	'UDP: sendto': [
		['listen udp:0', 's1 socket(AF_INET, SOCK_DGRAM) = 3', 's1 bind(127.0.0.1:0) = 0'],
		['connect s1 connected=no', 'c1 socket(AF_INET, SOCK_DGRAM) = 3', 'c1 bind(127.0.0.1:0) = 0'],
		['send a', 'c1 sendto(1, 127.0.0.1:50001) = 1 "a"', 's1.1 recvfrom(65536) = 1 from 127.0.0.1:50002 "a"'],
		['sendto s1 b', 'c1 sendto(1, 127.0.0.1:50001) = 1 "b"', 's1.1 recvfrom(65536) = 1 from 127.0.0.1:50002 "b"'],
		['c1 sendto udp:9 c', 'c1 sendto(1, 127.0.0.1:9) = 1 "c"'],
		['sendto tcp:9 c', '! tcp:9: sendto is for UDP; write udp:PORT'],
		['sendto udp6:9 c', '! udp6:9: c1 is an IPv4 socket, this is an IPv6 address'],
		['connect s1', 'c2 socket(AF_INET, SOCK_DGRAM) = 3', 'c2 bind(127.0.0.1:0) = 0', 'c2 connect(127.0.0.1:50001) = 0'],
		['sendto s1 x', '! sendto: c2 is connected: its datagrams go to 127.0.0.1:50001; `connect ADDRESS connected=no` opens one that is not'],
		['connect tcp:9', 'c3 socket(AF_INET, SOCK_STREAM) = 3', 'c3 connect(127.0.0.1:9) = ECONNREFUSED', 'c3 close() = 0', 'refused'],
		['s1 sendto c2 out', 's1 sendto(3, 127.0.0.1:50003) = 3 "out"', 'c2 recv(65536) = 3 "out"'],
	],
	refused: [
		['connect tcp:9', 'c1 socket(AF_INET, SOCK_STREAM) = 3', 'c1 connect(127.0.0.1:9) = ECONNREFUSED', 'c1 close() = 0', 'refused'],
		[
			'listen tcp:4000',
			's1 socket(AF_INET, SOCK_STREAM) = 3',
			's1 setsockopt(SO_REUSEADDR, 1) = 0',
			's1 bind(127.0.0.1:4000) = 0',
			's1 listen(511) = 0',
		],
		[
			'listen tcp:4000',
			's2 socket(AF_INET, SOCK_STREAM) = 3',
			's2 setsockopt(SO_REUSEADDR, 1) = 0',
			's2 bind(127.0.0.1:4000) = EADDRINUSE',
			's2 close() = 0',
			'refused',
		],
		[
			'listen tcp:4000 name=s5 tries=3',
			's5 socket(AF_INET, SOCK_STREAM) = 3',
			's5 setsockopt(SO_REUSEADDR, 1) = 0',
			's5 bind(127.0.0.1:4000) = EADDRINUSE',
			's5 close() = 0',
			's5 socket(AF_INET, SOCK_STREAM) = 3',
			's5 setsockopt(SO_REUSEADDR, 1) = 0',
			's5 bind(127.0.0.1:4001) = 0',
			's5 listen(511) = 0',
			's5 note: 4000 in use: 4001 taken instead',
		],
		[
			'listen tcp:4000 name=s6 tries=2',
			's6 socket(AF_INET, SOCK_STREAM) = 3',
			's6 setsockopt(SO_REUSEADDR, 1) = 0',
			's6 bind(127.0.0.1:4000) = EADDRINUSE',
			's6 close() = 0',
			's6 socket(AF_INET, SOCK_STREAM) = 3',
			's6 setsockopt(SO_REUSEADDR, 1) = 0',
			's6 bind(127.0.0.1:4001) = EADDRINUSE',
			's6 close() = 0',
			'refused',
		],
		['listen unix:/tmp/play tries=2', '! 2: tries= is for TCP; a Unix socket has no such thing'],
		['listen udp:4000', 's3 socket(AF_INET, SOCK_DGRAM) = 3', 's3 bind(127.0.0.1:4000) = 0'],
		['listen udp:4000', 's4 socket(AF_INET, SOCK_DGRAM) = 3', 's4 bind(127.0.0.1:4000) = EADDRINUSE', 's4 close() = 0', 'refused'],
	],
	'say, clear, list, greet': [
		['say hello', 'sockplay said: hello'],
		['clear'],
		['list', 'no endpoints yet; `listen tcp:4000 echo` or `connect tcp:4000` makes one'],
		['sleep 1ms'],
		[
			'listen tcp:0 greet',
			's1 socket(AF_INET, SOCK_STREAM) = 3',
			's1 setsockopt(SO_REUSEADDR, 1) = 0',
			's1 bind(127.0.0.1:50001) = 0',
			's1 listen(511) = 0',
		],
		[
			'connect s1',
			'c1 socket(AF_INET, SOCK_STREAM) = 3',
			'c1 connect(127.0.0.1:50001) = 0',
			's1 accept() = s1.1 from 127.0.0.1:50002',
			String.raw`s1.1 send(20) = 20 "Hello from sockplay\n"`,
			's1.1 close() = 0',
			String.raw`c1 recv(65536) = 20 "Hello from sockplay\n"`,
			'c1 recv(65536) = 0',
			'c1 close() = 0',
		],
		[
			'listen tcp:0 greet "one" "two"',
			's2 socket(AF_INET, SOCK_STREAM) = 3',
			's2 setsockopt(SO_REUSEADDR, 1) = 0',
			's2 bind(127.0.0.1:50003) = 0',
			's2 listen(511) = 0',
		],
		[
			'connect s2',
			'c2 socket(AF_INET, SOCK_STREAM) = 3',
			'c2 connect(127.0.0.1:50003) = 0',
			's2 accept() = s2.1 from 127.0.0.1:50004',
			's2.1 send(3) = 3 "one"',
			's2.1 send(3) = 3 "two"',
			's2.1 close() = 0',
			'c2 recv(65536) = 6 "onetwo"',
			'c2 recv(65536) = 0',
			'c2 close() = 0',
		],
		['listen udp:0 greet a b', 's3 socket(AF_INET, SOCK_DGRAM) = 3', 's3 bind(127.0.0.1:0) = 0'],
		['connect s3', 'c3 socket(AF_INET, SOCK_DGRAM) = 3', 'c3 bind(127.0.0.1:0) = 0', 'c3 connect(127.0.0.1:50005) = 0'],
		[
			'send x',
			'c3 send(1) = 1 "x"',
			's3.1 recvfrom(65536) = 1 from 127.0.0.1:50006 "x"',
			's3.1 sendto(1, 127.0.0.1:50006) = 1 "a"',
			's3.1 sendto(1, 127.0.0.1:50006) = 1 "b"',
			'c3 recv(65536) = 1 "a"',
			'c3 recv(65536) = 1 "b"',
		],
		['listen tcp:0 greet hex:zz', '! hex:zz: a byte is two hex digits; 68 65, say'],
		['listen tcp:0 echo x', '! x: echo takes no arguments'],
	],
};

for (const [name, expected] of Object.entries(conversations)) {
	test(name, async () => {
		assert.deepEqual(await new Talk().conversation(expected), expected);
	});
}

test('in a pane a line acts on the current endpoint of its side, in a script on the last one made', async () => {
	const talk = new Talk();
	for (const line of ['listen tcp:0', 'connect s1', 'connect s1']) {
		await talk.line(line);
	}

	const first = async (line: string, pane?: string) => {
		const [said] = await talk.line(line, pane);
		return said;
	};

	assert.equal(await first('send from the server', 'server'), 's1.1 send(15) = 15 "from the server"');
	assert.equal(await first('send from the client', 'client'), 'c2 send(15) = 15 "from the client"');
	assert.equal(await first('use s1.2'), undefined);
	assert.equal(await first('send to the other', 'server'), 's1.2 send(12) = 12 "to the other"');
	assert.equal(await first('send last'), 's1.2 send(4) = 4 "last"');
});

test('a conversation that has ended stays current until another begins: no line goes to somebody it was not meant for', async () => {
	const talk = new Talk();
	for (const line of ['listen tcp:0', 'connect s1', 'connect s1', 'c2 reset']) {
		await talk.line(line);
	}

	await talk.quiet();
	assert.deepEqual([talk.lab.current.client, talk.lab.current.server], ['c2', 's1.1']);
	await talk.line('connect s1');
	await talk.quiet();
	assert.deepEqual([talk.lab.current.client, talk.lab.current.server], ['c3', 's1.1']);
	await talk.line('connect tcp:1');
	assert.equal(talk.lab.current.client, 'c3', 'a connect that is refused is no conversation');
});

test('idle= closes after a while without a byte', async () => {
	const talk = new Talk();
	await talk.line('listen tcp:0 idle=1ms');
	const {promise, resolve} = Promise.withResolvers<string>();
	talk.lab.journal.subscribe(({endpoint, event, message}) => {
		if (event === 'timeout') {
			resolve(`${endpoint}: ${message}`);
		}
	});
	await talk.line('connect s1');
	assert.equal(await promise, 's1.1: nothing came or went for 1 ms');
	await talk.quiet();
	assert.deepEqual(streamsOf(talk.lab).map(({state}) => state), ['closed', 'closed']);
});
