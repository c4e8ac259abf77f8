import {beginRecording} from '../commands/begin-recording.ts';
import type {Clock} from '../core/clock.ts';
import type {Fact} from '../core/events.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {createFile} from '../files/create.ts';
import {formatOf} from '../formats/table.ts';
import {Output} from '../lab/output.ts';
import {RecordedSession} from '../lab/recorded-session.ts';
import {Recordings} from '../lab/recordings.ts';
import type {Recorder} from '../recorder/recorder.ts';
import type {Speaker} from './settings.ts';

export type PipeRecordingSettings = {
	readonly clock: Clock;
	readonly recorder: Recorder;
	readonly note: (speaker: Speaker, fact: Fact) => void;
};

/** Who speaks for the recording itself. */
const sockplay: Speaker = {name: 'sockplay', side: 'client'};

/** The file that a pipe is recorded to, with the journal that a recording reads from. */
export class PipeRecording {
	/** Full while much is on its way to the file: nothing is to be read then. */
	readonly taker = new Output();
	readonly #session: RecordedSession;
	readonly #recordings: Recordings;

	/** `note`: hears what the recording has to say of itself. */
	constructor(file: string, {clock, recorder, note}: PipeRecordingSettings) {
		this.#session = new RecordedSession(file, {now_us: clock.now_us});
		const {journal, registry} = this.#session;
		journal.subscribe(event => {
			if (event.endpoint === sockplay.name) {
				note(sockplay, event);
			}
		});
		this.#recordings = new Recordings({journal, registry, clock, output: this.taker}, recorder);
	}

	/** Makes the file and records everything from now on; a problem with it is returned, whose place is its name. */
	async begin(): Promise<Problem | undefined> {
		const found = await this.#open();
		return found && {...found, start: 0, end: this.#session.path.length};
	}

	async #open(): Promise<Problem | undefined> {
		const {path} = this.#session;
		const format = formatOf(path);
		if (isProblem(format)) {
			return format;
		}

		if (format.selects === 'always') {
			return problem('a pipe is recorded with all that happens', undefined, '.pcapng, .hex, .txt or .jsonl');
		}

		const handle = await createFile(path, {overwrite: false});
		if (isProblem(handle)) {
			return handle;
		}

		beginRecording(this.#recordings, path, {format, handle, only: {}});
		return undefined;
	}

	tell(source: Speaker, fact: Fact, bytes?: Uint8Array): void {
		this.#session.take({kind: 'event', source, fact, ...(bytes !== undefined && {bytes})});
	}

	/** Resolves when the file is whole: true; or when `giveUp` resolves before that, or the system refused to write it. */
	async end(giveUp: Promise<void>): Promise<boolean> {
		return await this.#recordings.end(giveUp) && !this.#recordings.hasFailed;
	}
}
