/**
What the raw pane is looking at: live or frozen blocks, those that a filter lets through, the matches of a search. All
of it is made step by step.
*/
import {blockTest, type BlockFilter, type BlockTest} from '../../core/block-filter.ts';
import {finderOf, type Pattern} from '../../core/pattern.ts';
import type {LabEvent} from '../../core/events.ts';
import {isUpstream} from '../../core/relay-leg.ts';
import {frozenBlocks, liveBlocks, type Blocks} from '../../lab/blocks.ts';
import type {Journal} from '../../lab/journal.ts';
import {SlidingList} from '../../core/sliding-list.ts';
import {BlockOutline} from './block-outline.ts';
import {MessageOutline} from './message-outline.ts';
import type {Outline} from './outline.ts';
import {RawSearch} from './search.ts';
import {ShownBlocks, type Shows} from './shown-blocks.ts';
import {StreamOutline} from './stream-outline.ts';

type Selection = {
	readonly only?: string | undefined;
	/** What follows each other in one direction stands together. */
	readonly joined: boolean;
	/** Sections are those of messages, not of blocks. */
	readonly ofMessages: boolean;
	/** Both legs of relayed conversations. */
	readonly bothLegs: boolean;
};

export class RawPicture {
	readonly #journal: Journal;
	#selection: Selection = {joined: false, ofMessages: false, bothLegs: false};
	#filter: BlockFilter | undefined;
	#passes: BlockTest = () => true;
	#pattern: Pattern | undefined;
	/** The blocks that are hidden because they crossed the upstream leg of a relay, by `seq`. */
	#upstream = new SlidingList<number>();
	/** What a link did to a block is told beside it, not in the stream. */
	readonly #shows: Shows = (kind, place, blocks, isDue) => {
		const {only, joined} = this.#selection;
		return (only === undefined || kind.endpoint === only || kind.peer === only)
			&& (kind.direction === undefined || !joined)
			&& this.#isLegShown(kind, place, blocks)
			&& (this.#filter === undefined || this.#passesFilter(blocks.track.at(place)!, blocks, isDue));
	};

	blocks: Blocks;
	outline: Outline;
	search: RawSearch | undefined;
	isFrozen = false;

	constructor(journal: Journal) {
		this.#journal = journal;
		this.blocks = liveBlocks(journal);
		this.outline = this.#openOutline();
	}

	#openOutline(): Outline {
		const {joined, ofMessages} = this.#selection;
		this.#upstream = new SlidingList();
		const shown = new ShownBlocks(this.blocks, this.#shows);
		if (ofMessages) {
			return new MessageOutline(shown, joined);
		}

		return joined ? new StreamOutline(shown) : new BlockOutline(shown);
	}

	/** Everything is looked at anew. */
	#restart(): void {
		this.#passes = this.#filter === undefined ? () => true : blockTest(this.#filter);
		this.outline = this.#openOutline();
		this.#restartSearch();
	}

	/** Of a relayed conversation the upstream leg is hidden, unless it was asked for, or an endpoint by its name. */
	#isLegShown(kind: LabEvent, place: number, {track}: Blocks): boolean {
		const {only, bothLegs} = this.#selection;
		if (bothLegs || only !== undefined || this.#filter?.endpoint !== undefined || !isUpstream(kind)) {
			return true;
		}

		this.#upstream.push(track.at(place)!.seq);
		return false;
	}

	#passesFilter(event: LabEvent, blocks: Blocks, isDue: () => boolean): boolean | undefined {
		return this.#passes(event, (from, to) => blocks.bytes(event, from, to), isDue);
	}

	#restartSearch(): void {
		const isShown = (place: number) => this.outline.shown.has(place);
		this.search = this.#pattern && new RawSearch(this.blocks, finderOf(this.#pattern), isShown);
	}

	/** Which blocks are shown, and how they fall into sections. */
	select(wanted: Selection): void {
		const {only, joined, ofMessages, bothLegs} = this.#selection;
		this.#selection = wanted;
		if (only !== wanted.only || bothLegs !== wanted.bothLegs) {
			this.#restart();
		} else if (joined !== wanted.joined || ofMessages !== wanted.ofMessages) {
			this.outline = this.#openOutline();
		}
	}

	filter(filter: BlockFilter | undefined): void {
		this.#filter = filter;
		this.#restart();
	}

	find(pattern: Pattern | undefined): void {
		this.#pattern = pattern;
		this.#restartSearch();
	}

	/** Freezing takes a picture of what is kept; the traffic goes on. */
	freeze(isFrozen: boolean): void {
		if (isFrozen === this.isFrozen) {
			return;
		}

		this.isFrozen = isFrozen;
		this.blocks = isFrozen ? frozenBlocks(this.#journal) : liveBlocks(this.#journal);
		if (!isFrozen) {
			this.#journal.store.release();
		}

		this.#restart();
	}

	/** Goes on filtering, then searching; false when there is more to do. */
	work(isDue: () => boolean): boolean {
		return this.outline.update(isDue) && (this.search?.work(isDue) ?? true);
	}

	/** Blocks of upstream legs that are hidden because the client's leg shows the same bytes. */
	get hiddenUpstream(): number {
		const oldest = this.blocks.track.at(this.blocks.track.first);
		this.#upstream.dropBefore(this.#upstream.search(seq => oldest === undefined || seq < oldest.seq));
		return this.#upstream.size;
	}

	get isFiltered(): boolean {
		return this.#filter !== undefined;
	}

	get findLabel(): string {
		return this.#pattern?.label ?? '';
	}
}
