/**
Sections of messages: those that begin in one block, to the last byte of the last of them, in whatever blocks that came.
Where messages begin is found block by block (decode/framing/). A long block has several sections.

The bytes of a section are counted as those of its stream are.
*/
import type {LabEvent} from '../../core/events.ts';
import {limits} from '../../core/limits.ts';
import {SlidingList} from '../../core/sliding-list.ts';
import {Flow} from './flow.ts';
import {isOfStream, lengthOf, type BlockSlice, type Outline, type SectionByte} from './outline.ts';
import type {ByteRange} from './row-format.ts';
import type {ShownBlocks} from './shown-blocks.ts';

type Section = {
	/** Absent for the impairment of a link, which has no bytes. */
	readonly flow: Flow | undefined;
	/** The newest block when it was made: sections stand in this order. */
	readonly place: number;
	/** The block that it begins in. */
	readonly event: LabEvent;
	/** The offset behind that block. */
	readonly block_end: number;
	readonly from: number;
	to: number;
	/** The section whose header it stands below, and the last that stands below its own. */
	readonly head: number;
	last: number;
	messages: number;
	protocol: string | undefined;
	/** The beginning of its first message is no longer kept. */
	readonly isTail: boolean;
};

export class MessageOutline implements Outline {
	readonly #isJoined: boolean;
	readonly #sections = new SlidingList<Section>();
	/** The flow of each block that is shown. */
	readonly #flows = new SlidingList<Flow | undefined>();
	/** The flows that may go on, by endpoint and direction, those that spoke longest ago first. */
	readonly #live = new Map<string, Flow>();
	/** Who spoke last in each conversation. */
	readonly #speakers = new Map<string, Flow>();
	/** The flow whose last block is not read to its end. */
	#unread: Flow | undefined;
	#newest = 0;
	readonly shown: ShownBlocks;

	/** `isJoined`: what follows each other in one direction is below one header. */
	constructor(shown: ShownBlocks, isJoined: boolean) {
		this.shown = shown;
		this.#isJoined = isJoined;
	}

	update(isDue: () => boolean = () => false): boolean {
		this.#forget();
		while (this.#unread === undefined || this.#read(this.#unread, isDue)) {
			const next = this.shown.next(isDue);
			if (typeof next === 'string') {
				return next === 'none';
			}

			this.#newest = next;
			this.#take(this.shown.blocks.track.at(next)!);
		}

		return false;
	}

	#take(event: LabEvent): void {
		if (!isOfStream(event) && !isLostDatagram(event)) {
			this.#flows.push(undefined);
			this.#push(undefined, event, 0);
			return;
		}

		const flow = this.#flowOf(event);
		const from = event.offset ?? 0;
		this.#flows.push(flow);
		flow.push(this.#newest, event);
		const open = flow.open === undefined ? undefined : this.#sections.at(flow.open);
		if (event.datagram === true) {
			this.#push(flow, event, from);
			return;
		}

		this.#answer(flow, event);
		if (open === undefined && flow.sections.end > 0) {
			this.#push(flow, event, from, true);
		} else if (open !== undefined) {
			open.to = flow.end;
		}

		this.#unread = flow;
	}

	/** Whoever waits for more of the other end's message has been answered. */
	#answer(flow: Flow, {endpoint, peer = ''}: LabEvent): void {
		const conversation = [endpoint, peer].toSorted().join(' ');
		const last = this.#speakers.get(conversation);
		if (last !== undefined && last !== flow) {
			last.cutter.answered();
		}

		remember(this.#speakers, conversation, flow);
	}

	#flowOf(event: LabEvent): Flow {
		const key = `${event.endpoint} ${event.event} ${event.peer ?? ''}`;
		const known = this.#live.get(key);
		const start = event.offset ?? 0;
		const flow = known?.end === start ? known : new Flow(this.shown.blocks, start);
		remember(this.#live, key, flow);
		return flow;
	}

	/** Reads on in the last block of a flow; false when `isDue` stopped it. */
	#read(flow: Flow, isDue: () => boolean): boolean {
		const isDone = flow.cutter.work(flow.bytes, isDue, at => {
			this.#begin(flow, at);
		});
		const open = flow.open === undefined ? undefined : this.#sections.at(flow.open);
		if (open !== undefined) {
			open.protocol = flow.cutter.protocol;
		}

		this.#unread = isDone ? undefined : flow;
		return isDone;
	}

	/** A message begins: in the section that is open, or in one of its own. */
	#begin(flow: Flow, at: number): void {
		const open = flow.open === undefined ? undefined : this.#sections.at(flow.open);
		if (open !== undefined && at < open.block_end && at - open.from < limits.decode_section_bytes
			&& open.messages < limits.decode_section_messages) {
			open.messages++;
			return;
		}

		const event = flow.eventOf(at);
		if (event === undefined) {
			return;
		}

		if (open !== undefined) {
			open.to = at;
			open.protocol = flow.cutter.protocol;
		}

		this.#push(flow, event, at);
	}

	/** A section from an offset to where its flow ends at present. */
	#push(flow: Flow | undefined, event: LabEvent, from: number, isTail = false): void {
		const number = this.#sections.end;
		const before = this.#sections.at(number - 1);
		const isBelow = before !== undefined && flow !== undefined && before.flow === flow && event.datagram !== true
			&& (this.#isJoined || before.event === event);
		const head = isBelow ? before.head : number;
		const place = this.#newest;
		this.#sections.push({
			flow,
			place,
			event,
			block_end: (event.offset ?? 0) + lengthOf(event),
			from,
			to: flow?.end ?? 0,
			head,
			last: number,
			messages: 1,
			protocol: undefined,
			isTail,
		});
		const top = this.#sections.at(head);
		if (top !== undefined) {
			top.last = number;
		}

		if (flow !== undefined) {
			flow.forget(this.#sections.first);
			flow.sections.push(number);
			flow.open = number;
		}
	}

	/** Sections go with the newest block that there was when they began. */
	#forget(): void {
		this.shown.forget();
		this.#flows.dropBefore(this.shown.places.first);
		const {first} = this.shown.blocks.track;
		this.#sections.dropBefore(this.#sections.search(({place}) => place < first));
	}

	#at(section: number): Section {
		return this.#sections.at(section)!;
	}

	get first(): number {
		return this.#sections.first;
	}

	get end(): number {
		return this.#sections.end;
	}

	headOf(section: number): number {
		return Math.max(this.#sections.first, this.#at(section).head);
	}

	extent(section: number): {readonly bytes: number; readonly blocks: number} {
		const {flow, from, last} = this.#at(section);
		const {to} = this.#at(Math.max(section, last));
		return {bytes: to - from, blocks: flow === undefined || to === from ? 1 : flow.count(from, to)};
	}

	event(section: number): LabEvent {
		return this.#at(section).event;
	}

	firstPlace(section: number): number {
		return this.#at(section).place;
	}

	lastPlace(section: number): number {
		const {flow, place, to} = this.#at(section);
		return flow?.placeAt(to - 1) ?? place;
	}

	range(section: number): ByteRange {
		const {flow, from, to} = this.#at(section);
		return {from: flow === undefined ? from : Math.min(to, Math.max(from, flow.start)), to};
	}

	originOf(): number {
		return 0;
	}

	sectionFrom(place: number): number | undefined {
		const section = this.#sections.search(each => each.place < place);
		return section === this.#sections.end ? undefined : section;
	}

	locate(place: number, at: number): SectionByte | undefined {
		const event = this.shown.blocks.track.at(place);
		if (event === undefined || !this.shown.has(place)) {
			return undefined;
		}

		const flow = this.#flows.at(this.shown.indexFrom(place));
		if (flow === undefined) {
			const section = this.sectionFrom(place);
			return section !== undefined && this.#at(section).place === place ? {section, at: 0} : undefined;
		}

		flow.forget(this.#sections.first);
		const offset = (event.offset ?? 0) + at;
		const section = flow.sections.at(flow.sections.search(number => this.#at(number).from <= offset) - 1);
		return section === undefined || (offset >= this.#at(section).to && lengthOf(event) > 0)
			? undefined
			: {section, at: offset};
	}

	* pieces(section: number, from: number, to: number): Generator<BlockSlice> {
		const {flow, from: begin, to: end} = this.#at(section);
		if (flow !== undefined) {
			yield * flow.slices(Math.max(from, begin), Math.min(to, end));
		}
	}

	messageFacts(section: number): {readonly protocol: string | undefined; readonly isTail: boolean} {
		const {protocol, isTail, from} = this.#at(section);
		return {protocol, isTail: isTail || this.range(section).from > from};
	}
}

/** It is a message by itself, of no stream. */
function isLostDatagram(event: LabEvent): boolean {
	return event.event === 'dropped' && event.datagram === true && lengthOf(event) > 0;
}

/** Puts a value at the end of a map that has a bound. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
	map.delete(key);
	if (map.size >= limits.find_flows) {
		map.delete(map.keys().next().value!);
	}

	map.set(key, value);
}
