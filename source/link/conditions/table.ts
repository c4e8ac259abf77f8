import type {Random} from '../random.ts';
import type {Condition, DatagramEffect, Setting, Settings, StreamEffect, ValuesOf} from './condition.ts';
import {correlation} from './correlation.ts';
import {corrupt} from './corrupt.ts';
import {cut, reset} from './cut.ts';
import {delay} from './delay.ts';
import {dup} from './dup.ts';
import {limit} from './limit.ts';
import {loss} from './loss.ts';
import {rate} from './rate.ts';
import {reorder} from './reorder.ts';
import {slice} from './slice.ts';
import {stall} from './stall.ts';

/** Every condition, in the order help lists them. */
const table = [stall, delay, rate, slice, cut, reset, loss, dup, reorder, corrupt, correlation, limit] as const;

type Taker<Union> = Union extends unknown ? (_: Union) => void : never;
type Intersection<Union> = Taker<Union> extends (_: infer All) => void ? All : never;

/** What a link does to what goes over it in one direction: the values of the settings that were given. */
export type Conditions = ValuesOf<Intersection<(typeof table)[number]['settings']>>;

const conditions: readonly Condition[] = table;

/** Every setting by its key. */
export const settings: Settings = Object.fromEntries(conditions.flatMap(each => Object.entries(each.settings)));

type Given = readonly [key: string, setting: Setting, value: unknown];

/** The settings given, with their values, in the table's order. */
export function givenSettings(given: Conditions): readonly Given[] {
	const values = given as Readonly<Record<string, unknown>>;
	const present = Object.entries(settings).filter(([key]) => values[key] !== undefined);
	return present.map(([key, setting]) => [key, setting, values[key]] as const);
}

/** The keys of the settings that a stream has, or that datagrams have. */
export function keysFor(kind: 'stream' | 'datagram'): string[] {
	return conditions.filter(each => each[kind] !== undefined).flatMap(each => Object.keys(each.settings));
}

/** As a person would type it again: `delay=50ms loss=10%`. */
export function conditionsText(given: Conditions): string {
	const words = givenSettings(given).map(([key, {word, text}, value]) => word === true ? key : `${key}=${text(value)}`);
	return words.join(' ');
}

/** What the conditions given do to a stream. `randomFor` makes the random numbers of the condition of that name. */
export function streamEffects(given: Conditions, randomFor: (condition: string) => Random): StreamEffect[] {
	return active(given).flatMap(({name, stream}) => stream === undefined ? [] : [stream(given, randomFor(name))]);
}

/** The same for datagrams. */
export function datagramEffects(given: Conditions, randomFor: (condition: string) => Random): DatagramEffect[] {
	return active(given).flatMap(({name, datagram}) => datagram === undefined ? [] : [datagram(given, randomFor(name))]);
}

function active(given: Conditions): readonly Condition[] {
	const values = given as Readonly<Record<string, unknown>>;
	return conditions.filter(({settings: own}) => Object.keys(own).some(key => values[key] !== undefined));
}
