/**
What the raw pane is looking at: live or frozen blocks, those that a filter lets through, the matches of a search. All
of it is made step by step.
*/
import {blockTest, type BlockFilter} from '../../core/block-filter.ts';
import {finderOf, type Pattern} from '../../core/pattern.ts';
import {frozenBlocks, liveBlocks, type Blocks} from '../../lab/blocks.ts';
import type {Journal} from '../../lab/journal.ts';
import {Outline, type OutlineOptions} from './outline.ts';
import {RawSearch} from './search.ts';

type Selection = {readonly only?: string | undefined; readonly joined: boolean};

export class RawPicture {
	readonly #journal: Journal;
	#selection: Selection = {joined: false};
	#shows: OutlineOptions['shows'] = () => true;
	#filter: BlockFilter | undefined;
	#pattern: Pattern | undefined;
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
		return new Outline(this.blocks, {
			joined: this.#selection.joined,
			shows: (event, blocks, isDue) => this.#shows(event, blocks, isDue),
		});
	}

	/** Everything is looked at anew. */
	#restart(): void {
		const {only} = this.#selection;
		const test = this.#filter === undefined ? undefined : blockTest(this.#filter);
		this.#shows = (event, blocks, isDue) => (only === undefined || event.endpoint === only || event.peer === only)
			&& (test === undefined || test(event, (from, to) => blocks.bytes(event, from, to), isDue));
		this.outline = this.#openOutline();
		this.#restartSearch();
	}

	#restartSearch(): void {
		this.search = this.#pattern && new RawSearch(this.blocks, finderOf(this.#pattern), place => this.outline.has(place));
	}

	/** Which endpoint's blocks are shown, and whether those of one direction are joined. */
	select({only, joined}: Selection): void {
		if (only !== this.#selection.only || joined !== this.#selection.joined) {
			this.#selection = {only, joined};
			this.#restart();
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

	get isFiltered(): boolean {
		return this.#filter !== undefined;
	}

	get findLabel(): string {
		return this.#pattern?.label ?? '';
	}
}
