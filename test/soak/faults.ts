import type {Fault} from './fault.ts';
import {connects, datagrams, oneByteSends} from './floods.ts';
import {clockJumps, labThread, outputClosed, recorderThread} from './parts.ts';
import {neverReads, pathVanishes, resets} from './peers.ts';
import {noAddress, noBuffers, noDescriptors, noSpace, notAllowed} from './refusals.ts';
import {endOfTerminal, hangup, resizes} from './terminals.ts';

/** All of them. `npm run soak` plays them large, the tests once each, small. */
export const faults: readonly Fault[] = [
	connects,
	oneByteSends,
	datagrams,
	neverReads,
	resets,
	pathVanishes,
	noDescriptors,
	noBuffers,
	noAddress,
	notAllowed,
	noSpace,
	clockJumps,
	resizes,
	hangup,
	endOfTerminal,
	outputClosed,
	labThread,
	recorderThread,
];
