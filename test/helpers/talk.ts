/** A session on a network in memory, as a conversation: a line, and what the journal says of it. */
import {setImmediate as nextTurn} from 'node:timers/promises';
import {execute} from '../../source/commands/execute.ts';
import {verbNames} from '../../source/commands/table.ts';
import {describe} from '../../source/core/describe.ts';
import {calls, type LabEvent} from '../../source/core/events.ts';
import {isProblem, type Problem} from '../../source/core/problem.ts';
import {quoteBytes} from '../../source/core/quote.ts';
import {FrameMaker} from '../../source/frames/frame-maker.ts';
import {Lab} from '../../source/lab/lab.ts';
import type {Clock} from '../../source/core/clock.ts';
import {memoryNetwork} from './memory-network.ts';

/** Turns of the event loop without an event after which nothing more will come: what happens in memory needs one or two each. */
const quiet_turns = 8;
const callNames = new Set<string>(calls);

export class Talk {
	readonly lab: Lab;
	readonly #frames: FrameMaker;
	readonly #said: string[] = [];
	#count = 0;

	/** `clock` is what links and repeated lines wait by; without one, real time. `now_us`: when events happen; left out, one after the other. */
	constructor(network = memoryNetwork(), clock?: Clock, keep_bytes?: number, now_us: () => number = () => this.#count) {
		this.lab = new Lab({...clock !== undefined && {clock}, ...keep_bytes !== undefined && {keep_bytes}, network, now_us, random: count => new Uint8Array(count), reservedNames: verbNames});
		this.#frames = new FrameMaker(this.lab);
		this.lab.journal.subscribe(event => {
			this.#count++;
			this.#said.push(this.#words(event));
		});
	}

	/** Runs a line, lets everything happen that comes of it, and answers what was said: events, text, `! ` and a mistake, `refused`. */
	async line(text: string, pane?: string): Promise<string[]> {
		const outcome = await execute(this.lab, text, pane === undefined ? {screen: false} : {screen: this.#frames.screen, pane});
		await this.quiet();
		const said = this.#said.splice(0);
		return [...said, ...isProblem(outcome) ? [mistake(text, outcome)] : [...outcome.text ?? [], ...outcome.failure?.lines ?? [], ...outcome.refused === true ? ['refused'] : []]];
	}

	/** Runs the first word of each, and answers all of them with what was said: to be compared with itself. */
	async conversation(expected: ReadonlyArray<readonly [string, ...string[]]>): Promise<string[][]> {
		const heard: string[][] = [];
		for (const [line] of expected) {
			heard.push([line, ...await this.line(line)]);
		}

		return heard;
	}

	/** Waits until nothing happens any more. */
	async quiet(): Promise<void> {
		let seen = -1;
		while (seen !== this.#count) {
			seen = this.#count;
			for (let turn = 0; turn < quiet_turns; turn++) {
				await nextTurn();
			}
		}
	}

	#words(event: LabEvent): string {
		const {call} = describe(event);
		const bytes = this.lab.journal.bytes(event);
		const text = bytes === undefined || bytes.length === 0 ? '' : ` ${quoteBytes(bytes, 40)}`;
		const isCall = callNames.has(event.event) || text !== '' || event.errno !== undefined;
		const message = event.message === undefined || isCall ? '' : `: ${event.message}`;
		return `${event.endpoint} ${call}${text}${message}`;
	}
}

function mistake(text: string, {message, start, end, hint}: Problem): string {
	return `! ${text.slice(start, end)}: ${message}${hint === undefined ? '' : `; ${hint}`}`;
}
