import {setImmediate as nextTurn} from 'node:timers/promises';
import {limits} from '../core/limits.ts';
import {formatCount, formatSize} from '../core/quantities.ts';
import {sockplaySource, type RecordingReader, type ReplayStep} from '../formats/read/steps.ts';
import type {Journal} from './journal.ts';
import type {Output} from './output.ts';
import type {RecordedSession} from './recorded-session.ts';

export type OpeningSettings = {
	readonly size_bytes: number;
	readonly reader: RecordingReader;
	/** Takes what the file tells. */
	readonly recording: RecordedSession;
	readonly now_us: () => number;
	/** Whoever takes the events. */
	readonly output: Pick<Output, 'room'>;
	/** Another piece of the file was read. */
	readonly changed: () => void;
};

/**
Reads what a recording says happened, at the times it says: in steps of a few milliseconds, between which
sockets, signals and keys have their turn. Unlike a search it takes no rest beside that: who opens a file waits for it.
*/
export class Opening {
	readonly #settings: OpeningSettings;
	/** Events recorded so far. */
	events = 0;
	#read_bytes = 0;
	#stopped = false;
	/** When the step that is under way has taken long enough. */
	#due_us = 0;

	constructor(settings: OpeningSettings) {
		this.#settings = settings;
	}

	/** The file without its folder. */
	get name(): string {
		return this.#settings.recording.name;
	}

	/** How much of the file was read, 0 to 1. */
	get progress(): number {
		const {size_bytes} = this.#settings;
		return size_bytes === 0 ? 1 : Math.min(1, this.#read_bytes / size_bytes);
	}

	/** The rest of the file is not read. */
	stop(): void {
		this.#stopped = true;
	}

	/** Reads the file; answers what there is to say about it. Rejects when a piece cannot be read. */
	async run(pieces: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
		const {reader, changed, recording: {journal}} = this.#settings;
		const before = evicted(journal);
		for await (const piece of pieces) {
			await this.#tell(reader.read(piece), () => !this.#stopped);
			this.#read_bytes += this.#stopped ? 0 : piece.length;
			changed();
			if (this.#stopped || reader.isOver) {
				break;
			}
		}

		await this.#tell(reader.end(), () => true);
		const part = this.#part(evicted(journal) > before);
		if (part !== '') {
			journal.record(sockplaySource, {event: 'note', message: `${this.name}: ${part}`});
		}

		return [`${formatCount(this.events)} events`, ...(part === '' ? [] : [part]), ...reader.notes];
	}

	/** Which part of the file is shown; nothing when it is all there. */
	#part(hasLost: boolean): string {
		const {size_bytes, recording: {journal}} = this.#settings;
		const hasRest = this.#stopped && this.progress < 1;
		const first = `stopped: only the first ${formatSize(this.#read_bytes)} of ${formatSize(size_bytes)} were read`;
		const newest = `only the newest events are kept, with ${formatSize(journal.store.kept_bytes)} of bytes`;
		return [...(hasRest ? [first] : []), ...(hasLost ? [newest] : [])].join('; ');
	}

	/** Others have their turn, if this step has taken long enough or nobody takes events at present. */
	#pause(): Promise<void> | undefined {
		const {output, now_us} = this.#settings;
		const isDue = now_us() >= this.#due_us;
		return output.room() ?? (isDue ? this.#othersTurn() : undefined);
	}

	async #othersTurn(): Promise<void> {
		await nextTurn();
		this.#due_us = this.#settings.now_us() + (limits.scan_step_ms * 1000);
	}

	async #tell(steps: Iterable<ReplayStep>, goesOn: () => boolean): Promise<void> {
		const {recording} = this.#settings;
		for (const step of steps) {
			const pause = this.#pause();
			if (pause !== undefined) {
				await pause;
			}

			if (!goesOn()) {
				return;
			}

			recording.take(step);
			this.events += Number(step.kind === 'event');
		}
	}
}

/** Events and bytes that the journal has evicted. */
function evicted({store, tracks}: Journal): number {
	return store.evicted_bytes + tracks.server.evicted + tracks.client.evicted + tracks.raw.evicted;
}
