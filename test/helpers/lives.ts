/** Every connection that a session ever had, with the states it went through. */
import {type State, stateTable} from '../../source/core/states.ts';
import type {StreamEntry} from '../../source/lab/entries/stream.ts';
import type {Lab} from '../../source/lab/lab.ts';
import {streamsOf} from './entries.ts';

export class Lives {
	readonly #lab: Lab;
	readonly #lives = new Map<StreamEntry, State[]>();

	/** Of what is made from now on. */
	constructor(lab: Lab) {
		this.#lab = lab;
		lab.watch(() => {
			for (const connection of streamsOf(lab)) {
				const life = this.#lives.get(connection) ?? ['connecting'];
				this.#lives.set(connection, connection.state === life.at(-1) ? life : [...life, connection.state]);
			}
		});
	}

	get connections(): StreamEntry[] {
		return this.#lives.keys().toArray();
	}

	/** What cannot be: a state that does not come of the one before by the table, bytes received that were not sent, a listener that does not add up. */
	faults(): string[] {
		const {connections} = this;
		return [...[...this.#lives].flatMap(([connection, life]) => [...wrongMoves(connection, life), ...wrongCounts(connection, connections)]), ...this.#wrongSums()];
	}

	#wrongSums(): string[] {
		return this.#lab.registry.all().filter(({isListener, transport}) => isListener && transport !== 'udp').flatMap(({name, in_bytes, out_bytes}) => {
			const accepted = this.connections.filter(({listener}) => listener === name);
			const sums = [sum(accepted.map(each => each.in_bytes)), sum(accepted.map(each => each.out_bytes))] as const;
			return sums[0] === in_bytes && sums[1] === out_bytes ? [] : [`${name} has ${in_bytes} in and ${out_bytes} out, what it accepted ${sums.join(' and ')}`];
		});
	}
}

function wrongMoves({name}: StreamEntry, life: readonly State[]): string[] {
	const isRight = life.slice(1).every((state, index) => Object.values(stateTable[life[index]!]).includes(state));
	return isRight ? [] : [`${name} was ${life.join(', ')}`];
}

/** Nothing is received that was not sent; where both ends are there, all of it. */
function wrongCounts(sender: StreamEntry, all: readonly StreamEntry[]): string[] {
	const receiver = all.findLast(({name, source}) => name === sender.partner && source.remote === sender.source.local);
	if (receiver === undefined) {
		return [];
	}

	const isRight = receiver.in_bytes <= sender.out_bytes;
	return isRight ? [] : [`${sender.name} sent ${sender.out_bytes}, ${receiver.name} received ${receiver.in_bytes}`];
}

function sum(counts: readonly number[]): number {
	let result = 0;
	for (const count of counts) {
		result += count;
	}

	return result;
}
