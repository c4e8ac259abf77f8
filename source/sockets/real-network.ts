import type {Network} from '../core/network.ts';
import {openDatagram} from './datagram-open.ts';
import {connectStream} from './stream-connect.ts';
import {listenStream} from './stream-listen.ts';

/** The sockets of this machine: TCP, UDP and Unix streams through node:net and node:dgram. */
export const realNetwork: Network = {listen: listenStream, connect: connectStream, datagram: openDatagram};
