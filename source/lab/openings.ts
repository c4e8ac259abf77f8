import type {LabEvent} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {JournalSettings} from './journal.ts';
import {Opening, type OpeningSettings} from './opening.ts';
import {RecordedSession} from './recorded-session.ts';

type File = Pick<OpeningSettings, 'size_bytes' | 'reader'> & {readonly path: string};
type Settings = Pick<OpeningSettings, 'now_us' | 'output' | 'changed'> & {
	readonly journal: JournalSettings;
	/** Whether the bytes of a recording may still be read when it is closed. */
	readonly isBeingSaved: () => boolean;
};
type Pieces = (memory: Uint8Array) => AsyncIterable<Uint8Array>;
type Listener = (event: LabEvent, bytes?: Uint8Array) => void;

/** The recording that is looked at instead of the live session, which continues: one at a time. */
export class Openings {
	/** What is looked at; undefined: the live session. */
	recording: RecordedSession | undefined;
	/** The file that is being read, if any. */
	current: Opening | undefined;
	readonly #settings: Settings;
	readonly #listeners: Listener[] = [];
	/** What files are read into: one, or more while one that was closed is still read. */
	readonly #pieces: Uint8Array[] = [];

	constructor(settings: Settings) {
		this.#settings = settings;
	}

	/** Hears every event of every recording that is opened, as it is read. */
	subscribe(listener: Listener): void {
		this.#listeners.push(listener);
	}

	/**
	Shows a recording, instead of one that is shown, and reads its file; answers what there is to say about it, or nothing
	when it was closed meanwhile. Rejects when it cannot be read. `pieces` reads it
	into the memory that it is given.
	*/
	async read({path, ...file}: File, pieces: Pieces): Promise<readonly string[] | undefined> {
		this.close();
		const {journal, changed, ...settings} = this.#settings;
		const recording = new RecordedSession(path, {...journal, memory: {isShared: false}});
		for (const listener of this.#listeners) {
			recording.journal.subscribe(listener);
		}

		const opening = new Opening({...file, ...settings, recording, changed});
		this.recording = recording;
		this.current = opening;
		const memory = this.#pieces.pop() ?? new Uint8Array(limits.recording_piece_bytes);
		changed();
		try {
			const notes = await opening.run(pieces(memory));
			return this.recording === recording ? notes : undefined;
		} finally {
			this.#pieces.push(memory);
			this.current = this.current === opening ? undefined : this.current;
			changed();
		}
	}

	/** The live session is looked at again; a file that is being read is read no further. */
	close(): void {
		this.current?.stop();
		this.current = undefined;
		// Nobody looks at it any more: the system has its memory back.
		if (!this.#settings.isBeingSaved()) {
			this.recording?.journal.clear();
		}

		this.recording = undefined;
		this.#settings.changed();
	}
}
