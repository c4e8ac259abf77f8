import type {RecordedFile, Recorder} from '../recorder/recorder.ts';
import {BatchMemory} from '../recorder/batch.ts';
import {Recording, type RecordedSession} from './recording.ts';

type RecordingFile = RecordedFile & {
	/** Whether the file has the bytes of a recv whose send, in this process, it has as well. */
	readonly repeats: boolean;
};

/** What a session records: one file at a time. */
export class Recordings {
	/** What is being recorded, if anything. */
	current: Recording | undefined;
	/** The system refused to write a recording to its end. */
	hasFailed = false;
	readonly #session: RecordedSession;
	readonly #recorder: Recorder;
	readonly #changed: (() => void) | undefined;
	readonly #memory = new BatchMemory();

	/** `changed` is called when the file has caught up with what happened. */
	constructor(session: RecordedSession, recorder: Recorder, changed?: () => void) {
		this.#session = session;
		this.#recorder = recorder;
		this.#changed = changed;
	}

	/** Records everything from now on; `ended` is called when that has ended, asked to or because the system refused. */
	begin({repeats, ...file}: RecordingFile, ended: () => void): Recording {
		const recording: Recording = new Recording({
			session: this.#session,
			open: observer => this.#recorder(file, observer),
			memory: this.#memory,
			path: file.path,
			only: file.only,
			repeats,
			...(this.#changed !== undefined && {caughtUp: this.#changed}),
			ended: hasFailed => {
				this.hasFailed ||= hasFailed;
				this.current = this.current === recording ? undefined : this.current;
				ended();
			},
		});
		this.current = recording;
		return recording;
	}

	/** Ends the recording, if there is one; its file is whole then. False when `giveUp` resolves before that. */
	async end(giveUp?: Promise<void>): Promise<boolean> {
		const {current} = this;
		this.current = undefined;
		return await current?.end(giveUp) ?? true;
	}
}
