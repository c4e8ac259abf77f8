/** What each kind of event reads like in a pane of 36 to 116 columns: never a result, an errno's sentence or one of the first 24 bytes cut. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import type {Fact} from '../../source/core/events.ts';
import {LogPane} from '../../source/frames/log-pane.ts';
import {Journal, type Source} from '../../source/lab/journal.ts';

type Happening = {readonly source: Source; readonly fact: Fact; readonly data?: Uint8Array; readonly times?: number};

const s1: Source = {name: 's1', side: 'server'};
const peer: Source = {name: 's1.1', side: 'server'};
const c1: Source = {name: 'c1', side: 'client'};
const text = Buffer.from('GET /index.html HTTP/1.1\r\nHost: example\r\n\r\n');
const binary = Buffer.from('deadbeef000102030405060708090a0b0c0d0e0f1011121314151617', 'hex');
const greeting = Buffer.from('Xin chào\n');

const happenings: Readonly<Record<string, Happening>> = {
	'a socket': {source: c1, fact: {event: 'socket', args: 'AF_INET, SOCK_STREAM', result: 20}},
	connected: {source: c1, fact: {event: 'connect', args: '127.0.0.1:4000', result: 0, elapsed_us: 300, local: '127.0.0.1:53412'}},
	'nobody listens': {source: c1, fact: {event: 'connect', args: '127.0.0.1:1', errno: 'ECONNREFUSED', message: 'nobody listens on 127.0.0.1:1; /listen tcp:1 starts a listener'}},
	'nobody answers': {source: c1, fact: {event: 'timeout', call: 'connect', args: '192.0.2.7:4000', elapsed_us: 3_000_000, message: 'no answer from 192.0.2.7:4000 in 3 s; timeout= waits longer'}},
	'the port is taken': {source: s1, fact: {event: 'bind', args: '127.0.0.1:4000', errno: 'EADDRINUSE', message: '127.0.0.1:4000 is in use; close the other one, or take port 0'}},
	accepted: {source: s1, fact: {event: 'accept', result: 's1.1', remote: '127.0.0.1:53412'}},
	'a short text received': {source: peer, fact: {event: 'recv', asked: 65_536, result: 10}, data: greeting},
	'a longer one': {source: peer, fact: {event: 'recv', asked: 65_536, result: text.length}, data: text},
	'and sent': {source: c1, fact: {event: 'send', asked: text.length, result: text.length}, data: text},
	binary: {source: peer, fact: {event: 'recv', asked: 65_536, result: binary.length}, data: binary},
	'partly queued': {source: c1, fact: {event: 'send', asked: 32_505_856, result: 262_144, queued: 32_243_712}, data: Buffer.alloc(262_144, 'ab')},
	'wholly queued': {source: c1, fact: {event: 'send', asked: 10, errno: 'EAGAIN', queued: 10, message: 'the send buffer is full: the peer does not read'}, data: greeting},
	'a datagram to an address': {source: c1, fact: {event: 'send', call: 'sendto', asked: 10, result: 10, remote: '127.0.0.1:9'}, data: greeting},
	'a datagram from a listed peer': {source: peer, fact: {event: 'recv', call: 'recvfrom', asked: 65_536, result: text.length, remote: '127.0.0.1:53412'}, data: text},
	'a datagram from anybody': {source: c1, fact: {event: 'recv', call: 'recvfrom', asked: 65_536, result: text.length, remote: '192.0.2.17:53412'}, data: text},
	'a datagram to whom the title tells': {source: c1, fact: {event: 'send', asked: text.length, result: text.length, remote: '127.0.0.1:9'}, data: text},
	'lost by the link': {source: c1, fact: {event: 'dropped', direction: 'out', bytes: text.length, remote: '127.0.0.1:53412', message: 'lost by the link'}, data: text},
	'delivered by the link': {source: c1, fact: {event: 'delivered', direction: 'in', bytes: 10, elapsed_us: 279_000}, data: greeting},
	'delivered from whom the title tells': {source: c1, fact: {event: 'delivered', direction: 'in', bytes: text.length, elapsed_us: 279_000, remote: '127.0.0.1:4013'}, data: text},
	'a remark': {source: {name: 'sockplay', side: 'server'}, fact: {event: 'said', message: 'now the server closes'}},
	'a peer that does not read': {source: peer, fact: {event: 'held', message: 'recv is not called until resume'}},
	'half-closed': {source: c1, fact: {event: 'shutdown', args: 'SHUT_WR', result: 0}},
	'the peer has': {source: peer, fact: {event: 'recv', asked: 65_536, result: 0, message: 'the peer sent FIN'}},
	'made to reset': {source: c1, fact: {event: 'setsockopt', args: 'SO_LINGER, {1, 0}', result: 0}},
	reset: {source: peer, fact: {event: 'recv', asked: 65_536, errno: 'ECONNRESET', message: 'the peer sent RST: it closed with bytes unread, was reset, or is gone'}},
	'a flood': {source: peer, fact: {event: 'recv', asked: 65_536, result: 65_536}, data: Buffer.alloc(65_536), times: 3000},
};

const drawing = String.raw`
a socket
  36 |09.871 c1 socket(AF_INET,           |
     |          SOCK_STREAM) = 20         |
  50 |01:09.871 c1 socket(AF_INET, SOCK_STREAM) = 20    |
  58 |12:01:09.871 c1 socket(AF_INET, SOCK_STREAM) = 20         |
  76 |12:01:09.871  c1  socket(AF_INET, SOCK_STREAM) = 20                         |
 116 |12:01:09.871  c1  socket(AF_INET, SOCK_STREAM) = 20                                                                 |

connected
  36 |09.871 c1 connect(:4000) = 0  0.3 ms|
     |          local :53412              |
  50 |01:09.871 c1 connect = 0  0.3 ms  local :53412    |
  58 |12:01:09.871 c1 connect(:4000) = 0  0.3 ms  local :53412  |
  76 |12:01:09.871  c1  connect(127.0.0.1:4000) = 0  0.3 ms  local 127.0.0.1:53412|
 116 |12:01:09.871  c1  connect(127.0.0.1:4000) = 0  0.3 ms  local 127.0.0.1:53412                                        |

nobody listens
  36 |09.871 c1 connect(:1) = ECONNREFUSED|
     |          nobody listens on         |
     |          127.0.0.1:1; /listen tcp:1|
     |          starts a listener         |
  50 |01:09.871 c1 connect(127.0.0.1:1) = ECONNREFUSED  |
     |             nobody listens on 127.0.0.1:1;       |
     |             /listen tcp:1 starts a listener      |
  58 |12:01:09.871 c1 connect(127.0.0.1:1) = ECONNREFUSED       |
     |                nobody listens on 127.0.0.1:1; /listen    |
     |                tcp:1 starts a listener                   |
  76 |12:01:09.871  c1  connect(127.0.0.1:1) = ECONNREFUSED  nobody listens on    |
     |                  127.0.0.1:1; /listen tcp:1 starts a listener              |
 116 |12:01:09.871  c1  connect(:1) = ECONNREFUSED  nobody listens on 127.0.0.1:1; /listen tcp:1 starts a listener        |

nobody answers
  36 |09.871 c1 timeout                   |
     |          connect(192.0.2.7:4000)   |
     |          3 s  no answer from       |
     |          192.0.2.7:4000 in 3 s;    |
     |          timeout= waits longer     |
  50 |01:09.871 c1 timeout connect(192.0.2.7:4000)  3 s |
     |             no answer from 192.0.2.7:4000 in 3 s;|
     |             timeout= waits longer                |
  58 |12:01:09.871 c1 timeout connect(192.0.2.7:4000)  3 s      |
     |                no answer from 192.0.2.7:4000 in 3 s;     |
     |                timeout= waits longer                     |
  76 |12:01:09.871  c1  timeout connect(192.0.2.7:4000)  3 s  no answer from      |
     |                  192.0.2.7:4000 in 3 s; timeout= waits longer              |
 116 |12:01:09.871  c1  timeout connect(192.0.2.7:4000)  3 s  no answer from 192.0.2.7:4000 in 3 s; timeout= waits longer |

the port is taken
  36 |09.871 s1 bind(:4000) = EADDRINUSE  |
     |          127.0.0.1:4000 is in use; |
     |          close the other one, or   |
     |          take port 0               |
  50 |01:09.871 s1 bind(127.0.0.1:4000) = EADDRINUSE    |
     |             127.0.0.1:4000 is in use; close the  |
     |             other one, or take port 0            |
  58 |12:01:09.871 s1 bind(127.0.0.1:4000) = EADDRINUSE         |
     |                127.0.0.1:4000 is in use; close the other |
     |                one, or take port 0                       |
  76 |12:01:09.871  s1  bind(127.0.0.1:4000) = EADDRINUSE  127.0.0.1:4000 is in   |
     |                  use; close the other one, or take port 0                  |
 116 |12:01:09.871  s1  bind(127.0.0.1:4000) = EADDRINUSE  127.0.0.1:4000 is in use; close the other one, or take port 0  |

accepted
  36 |09.871 s1 accept() = s1.1           |
  50 |01:09.871 s1 accept() = s1.1 from 127.0.0.1:53412 |
  58 |12:01:09.871 s1 accept() = s1.1 from 127.0.0.1:53412      |
  76 |12:01:09.871  s1  accept() = s1.1 from 127.0.0.1:53412                      |
 116 |12:01:09.871  s1  accept() = s1.1 from 127.0.0.1:53412                                                              |

a short text received
  36 |09.871 s1.1 recv = 10  "Xin chào\n" |
  50 |01:09.871 s1.1 recv(65536) = 10  "Xin chào\n"     |
  58 |12:01:09.871 s1.1 recv(65536) = 10  "Xin chào\n"          |
  76 |12:01:09.871  s1.1  recv(65536) = 10   "Xin chào\n"                         |
 116 |12:01:09.871  s1.1  recv(65536) = 10   "Xin chào\n"                                                                 |

a longer one
  36 |09.871 s1.1 recv = 43  "GET /index  |
     |            .html HTTP/1.1\r\nHost"…|
  50 |01:09.871 s1.1 recv = 43  "GET /index.html HTTP/  |
     |               1.1\r\nHost: example\r\n\r\n"      |
  58 |12:01:09.871 s1.1 recv = 43  "GET /index.html HTTP/1.1\r"…|
  76 |12:01:09.871  s1.1  recv(65536) = 43   "GET /index.html HTTP/1.1\r\nHost: "…|
 116 |12:01:09.871  s1.1  recv(65536) = 43   "GET /index.html HTTP/1.1\r\nHost: example\r\n\r\n"                          |

and sent
  36 |09.871 c1 send = 43  "GET /index.h  |
     |          tml HTTP/1.1\r\nHost: ex"…|
  50 |01:09.871 c1 send = 43  "GET /index.html HTTP/1.  |
     |             1\r\nHost: example\r\n\r\n"          |
  58 |12:01:09.871 c1 send(43) = 43  "GET /index.html HTTP/1.1"…|
  76 |12:01:09.871  c1  send(43) = 43   "GET /index.html HTTP/1.1\r\nHost: examp"…|
 116 |12:01:09.871  c1  send(43) = 43   "GET /index.html HTTP/1.1\r\nHost: example\r\n\r\n"                               |

binary
  36 |09.871 s1.1 recv = 28  "\xde\xad    |
     |            \xbe\xef\0\x01\x02\x03  |
     |            \x04\x05\x06\x07\x08\t  |
     |            \n\x0b\x0c\r\x0e\x0f    |
     |            \x10\x11\x12\x13\x14"…  |
  50 |01:09.871 s1.1 recv = 28  "\xde\xad\xbe\xef\0     |
     |               \x01\x02\x03\x04\x05\x06\x07\x08   |
     |               \t\n\x0b\x0c\r\x0e\x0f\x10\x11     |
     |               \x12\x13\x14\x15\x16\x17"          |
  58 |12:01:09.871 s1.1 recv = 28  "\xde\xad\xbe\xef\0\x01\x02  |
     |                  \x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r  |
     |                  \x0e\x0f\x10\x11\x12\x13\x14\x15\x16"…  |
  76 |12:01:09.871  s1.1  recv = 28   "\xde\xad\xbe\xef\0\x01\x02\x03\x04\x05     |
     |                    \x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14"…|
 116 |12:01:09.871  s1.1  recv = 28   "\xde\xad\xbe\xef\0\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11   |
     |                    \x12\x13\x14\x15\x16\x17"                                                                       |

partly queued
  36 |09.871 c1 send = 262144, 32,243,712 |
     |          queued  "abababababababa  |
     |          babababababababababababa"…|
  50 |01:09.871 c1 send = 262144, 32,243,712 queued     |
     |             "abababababababababababababababab"…  |
  58 |12:01:09.871 c1 send = 262144, 32,243,712 queued          |
     |                "ababababababababababababababababababa"…  |
  76 |12:01:09.871  c1  send = 262144, 32,243,712 queued   "abababababababababab  |
     |                  abababababababababababababababababababababababababababab"…|
 116 |12:01:09.871  c1  send(32505856) = 262144, 32,243,712 queued   "ababababababababababababababababababababababababab"…|

wholly queued
  36 |09.871 c1 send = EAGAIN, 10 queued  |
     |          "Xin chào\n"  the send    |
     |          buffer is full: the peer  |
     |          does not read             |
  50 |01:09.871 c1 send = EAGAIN, 10 queued             |
     |             "Xin chào\n"  the send buffer is     |
     |             full: the peer does not read         |
  58 |12:01:09.871 c1 send(10) = EAGAIN, 10 queued  "Xin chào\n"|
     |                the send buffer is full: the peer does not|
     |                read                                      |
  76 |12:01:09.871  c1  send(10) = EAGAIN, 10 queued   "Xin chào\n"               |
     |                  the send buffer is full: the peer does not read           |
 116 |12:01:09.871  c1  send(10) = EAGAIN, 10 queued  the send buffer is full: the peer does not read   "Xin chào\n"      |

a datagram to an address
  36 |09.871 c1 sendto(…, :9) = 10        |
     |          "Xin chào\n"              |
  50 |01:09.871 c1 sendto(10, :9) = 10  "Xin chào\n"    |
  58 |12:01:09.871 c1 sendto(10, 127.0.0.1:9) = 10  "Xin chào\n"|
  76 |12:01:09.871  c1  sendto(10, 127.0.0.1:9) = 10   "Xin chào\n"               |
 116 |12:01:09.871  c1  sendto(10, 127.0.0.1:9) = 10   "Xin chào\n"                                                       |

a datagram from a listed peer
  36 |09.871 s1.1 recvfrom = 43           |
     |            "GET /index.html HTT    |
     |            P/1.1\r\nHost: example"…|
  50 |01:09.871 s1.1 recvfrom = 43  "GET /index.html H  |
     |               TTP/1.1\r\nHost: example\r\n\r\n"  |
  58 |12:01:09.871 s1.1 recvfrom = 43  "GET /index.html HTTP/1  |
     |                  .1\r\nHost: example\r\n\r\n"            |
  76 |12:01:09.871  s1.1  recvfrom(65536) = 43   "GET /index.html HTTP/1.1\r\nHo"…|
 116 |12:01:09.871  s1.1  recvfrom(65536) = 43 from 127.0.0.1:53412   "GET /index.html HTTP/1.1\r\nHost: example\r\n\r\n" |

a datagram from anybody
  36 |09.871 c1 recvfrom = 43 from        |
     |          192.0.2.17:53412          |
     |          "GET /index.html HTTP/    |
     |          1.1\r\nHost: example\r\n"…|
  50 |01:09.871 c1 recvfrom = 43 from 192.0.2.17:53412  |
     |             "GET /index.html HTTP/1.1\r\nHost"…  |
  58 |12:01:09.871 c1 recvfrom = 43 from 192.0.2.17:53412       |
     |                "GET /index.html HTTP/1.1\r\nHost: exa"…  |
  76 |12:01:09.871  c1  recvfrom = 43 from 192.0.2.17:53412   "GET /index.html H  |
     |                  TTP/1.1\r\nHost: example\r\n\r\n"                         |
 116 |12:01:09.871  c1  recvfrom(65536) = 43 from 192.0.2.17:53412   "GET /index.html HTTP/1.1\r\nHost: example\r\n\r\n"  |

a datagram to whom the title tells
  36 |09.871 c1 send = 43  "GET /index.h  |
     |          tml HTTP/1.1\r\nHost: ex"…|
  50 |01:09.871 c1 send = 43  "GET /index.html HTTP/1.  |
     |             1\r\nHost: example\r\n\r\n"          |
  58 |12:01:09.871 c1 send(43) = 43  "GET /index.html HTTP/1.1"…|
  76 |12:01:09.871  c1  send(43) = 43  to :9   "GET /index.html HTTP/1.1\r\nHost"…|
 116 |12:01:09.871  c1  send(43) = 43  to 127.0.0.1:9   "GET /index.html HTTP/1.1\r\nHost: example\r\n\r\n"               |

lost by the link
  36 |09.871 c1 dropped 43 B  "GET /inde  |
     |          x.html HTTP/1.1\r\nHost:"…|
     |          going out                 |
     |          lost by the link          |
  50 |01:09.871 c1 dropped 43 B  "GET /index.html HTTP  |
     |             /1.1\r\nHost: example\r\n\r\n"       |
     |             going out  lost by the link          |
  58 |12:01:09.871 c1 dropped 43 B  "GET /index.html HTTP/1.1"… |
     |                to 127.0.0.1:53412  lost by the link      |
  76 |12:01:09.871  c1  dropped 43 B   "GET /index.html HTTP/1.1\r\nHost: exampl"…|
     |                  to 127.0.0.1:53412  lost by the link                      |
 116 |12:01:09.871  c1  dropped 43 B  to 127.0.0.1:53412  lost by the link   "GET /index.html HTTP/1.1\r\nHost: example"… |

delivered by the link
  36 |09.871 c1 delivered 10 B            |
     |          "Xin chào\n"              |
     |          after 279 ms on the link  |
  50 |01:09.871 c1 delivered 10 B  "Xin chào\n"         |
     |             after 279 ms on the link             |
  58 |12:01:09.871 c1 delivered 10 B  "Xin chào\n"              |
     |                after 279 ms on the link                  |
  76 |12:01:09.871  c1  delivered 10 B  after 279 ms on the link   "Xin chào\n"   |
 116 |12:01:09.871  c1  delivered 10 B  after 279 ms on the link   "Xin chào\n"                                           |

delivered from whom the title tells
  36 |09.871 c1 delivered 43 B            |
     |          "GET /index.html HTTP/    |
     |          1.1\r\nHost: example\r\n"…|
     |          after 279 ms on the link  |
  50 |01:09.871 c1 delivered 43 B  "GET /index.html HT  |
     |             TP/1.1\r\nHost: example\r\n\r\n"     |
     |             after 279 ms on the link             |
  58 |12:01:09.871 c1 delivered 43 B  "GET /index.html HTTP/1.  |
     |                1\r\nHost: example\r\n\r\n"               |
     |                after 279 ms on the link                  |
  76 |12:01:09.871  c1  delivered 43 B   "GET /index.html HTTP/1.1\r\nHost: exam"…|
     |                  from 127.0.0.1:4013  after 279 ms on the link             |
 116 |12:01:09.871  c1  delivered 43 B  from 127.0.0.1:4013  after 279 ms on the link   "GET /index.html HTTP/1.1\r\nHos"…|

a remark
  36 |09.871 #  said                      |
     |          now the server closes     |
  50 |01:09.871 #  said  now the server closes          |
  58 |12:01:09.871 #  said  now the server closes               |
  76 |12:01:09.871  #   said  now the server closes                               |
 116 |12:01:09.871  #   said  now the server closes                                                                       |

a peer that does not read
  36 |09.871 s1.1 held  recv is not called|
     |            until resume            |
  50 |01:09.871 s1.1 held                               |
     |               recv is not called until resume    |
  58 |12:01:09.871 s1.1 held  recv is not called until resume   |
  76 |12:01:09.871  s1.1  held  recv is not called until resume                   |
 116 |12:01:09.871  s1.1  held  recv is not called until resume                                                           |

half-closed
  36 |09.871 c1 shutdown(SHUT_WR) = 0     |
  50 |01:09.871 c1 shutdown(SHUT_WR) = 0                |
  58 |12:01:09.871 c1 shutdown(SHUT_WR) = 0                     |
  76 |12:01:09.871  c1  shutdown(SHUT_WR) = 0                                     |
 116 |12:01:09.871  c1  shutdown(SHUT_WR) = 0                                                                             |

the peer has
  36 |09.871 s1.1 recv(65536) = 0         |
     |            the peer sent FIN       |
  50 |01:09.871 s1.1 recv(65536) = 0  the peer sent FIN |
  58 |12:01:09.871 s1.1 recv(65536) = 0  the peer sent FIN      |
  76 |12:01:09.871  s1.1  recv(65536) = 0  the peer sent FIN                      |
 116 |12:01:09.871  s1.1  recv(65536) = 0  the peer sent FIN                                                              |

made to reset
  36 |09.871 c1 setsockopt(SO_LINGER, {1, |
     |          0}) = 0                   |
  50 |01:09.871 c1 setsockopt(SO_LINGER, {1, 0}) = 0    |
  58 |12:01:09.871 c1 setsockopt(SO_LINGER, {1, 0}) = 0         |
  76 |12:01:09.871  c1  setsockopt(SO_LINGER, {1, 0}) = 0                         |
 116 |12:01:09.871  c1  setsockopt(SO_LINGER, {1, 0}) = 0                                                                 |

reset
  36 |09.871 s1.1 recv(65536) = ECONNRESET|
     |            the peer sent RST: it   |
     |            closed with bytes       |
     |            unread, was reset, or is|
     |            gone                    |
  50 |01:09.871 s1.1 recv(65536) = ECONNRESET           |
     |               the peer sent RST: it closed with  |
     |               bytes unread, was reset, or is gone|
  58 |12:01:09.871 s1.1 recv(65536) = ECONNRESET  the peer sent |
     |                  RST: it closed with bytes unread, was   |
     |                  reset, or is gone                       |
  76 |12:01:09.871  s1.1  recv(65536) = ECONNRESET  the peer sent RST: it closed  |
     |                    with bytes unread, was reset, or is gone                |
 116 |12:01:09.871  s1.1  recv(65536) = ECONNRESET  the peer sent RST: it closed with bytes unread, was reset, or is gone |

a flood
  36 |09.911 s1.1 recv ×2,960  185 MiB    |
  50 |01:09.911 s1.1 recv ×2,960  185 MiB in 3 s        |
  58 |12:01:09.911 s1.1 recv ×2,960  185 MiB in 3 s             |
  76 |12:01:09.911  s1.1  recv ×2,960  185 MiB in 3 s                             |
 116 |12:01:09.911  s1.1  recv ×2,960  185 MiB in 3 s                                                                     |
`;

test('the rows of each event in narrow and in wide panes', () => {
	const drawn = Object.entries(happenings).map(([what, happening]) => {
		const panes = [36, 50, 58, 76, 116].map(columns => draw(rowsOf(happening, columns), columns));
		return `${what}\n${panes.join('\n')}\n`;
	});
	assert.equal(`\n${drawn.join('\n')}`, drawing);
});

function draw(rows: readonly string[], columns: number): string {
	return rows.map((row, index) => `${index === 0 ? String(columns).padStart(4) : ' '.repeat(4)} |${row.padEnd(columns)}|`).join('\n');
}

/** Of a flood, the folded row. */
function rowsOf({source, fact, data, times = 1}: Happening, columns: number): readonly string[] {
	let now = new Date(2026, 10, 20, 12, 1, 9, 871).getTime() * 1000;
	const journal = new Journal({now_us: () => now});
	for (let count = 0; count < times; count++) {
		journal.record(source, fact, data);
		now += 1000;
	}

	const {rows} = new LogPane(journal, source.side).compose(100, {columns, ascii: false, colours: 0});
	return times === 1 ? rows : rows.slice(-1);
}
