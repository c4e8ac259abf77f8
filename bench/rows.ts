/** Every row, in the order of the table. */
import type {Row} from './row.ts';
import {connectionRows} from './rows/connections.ts';
import {echoHeadless, echoOnScreen, memoryOfEcho} from './rows/echo-in-process.ts';
import {keyRows} from './rows/keys.ts';
import {nothingHappens} from './rows/nothing-happens.ts';
import {echoOutside, echoOutsideBounded, relayOutside} from './rows/outside.ts';
import {frameRows} from './rows/frames.ts';
import {roundTrips} from './rows/round-trips.ts';
import {udpEchoes} from './rows/udp-echo.ts';
import {memoryAtRest, startHeadless, startOfScreen} from './rows/start.ts';

export const rows: readonly Row[] = [
	echoOnScreen,
	echoHeadless,
	echoOutside,
	echoOutsideBounded,
	relayOutside,
	memoryOfEcho,
	roundTrips,
	...udpEchoes,
	...connectionRows,
	...keyRows,
	nothingHappens,
	startOfScreen,
	startHeadless,
	memoryAtRest,
	...frameRows,
];
