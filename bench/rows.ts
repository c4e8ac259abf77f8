/** Every row, in the order of the table. */
import type {Row} from './row.ts';
import {echoHeadless, echoOnScreen, memoryOfEcho} from './rows/echo-in-process.ts';
import {roundTrips} from './rows/round-trips.ts';

export const rows: readonly Row[] = [
	echoOnScreen,
	echoHeadless,
	memoryOfEcho,
	roundTrips,
];
