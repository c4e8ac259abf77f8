import {Opening, type OpeningSettings} from './opening.ts';

type File = Pick<OpeningSettings, 'path' | 'size_bytes' | 'reader'>;
type Session = Pick<OpeningSettings, 'journal' | 'now_us' | 'output' | 'changed'>;

/** The recordings that a session reads: one file at a time. */
export class Openings {
	/** The file that is being read, if any. */
	current: Opening | undefined;
	readonly #session: Session;

	constructor(session: Session) {
		this.#session = session;
	}

	/** Reads a file into the journal; answers what there is to say about it. Rejects when it cannot be read. */
	async read(file: File, pieces: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
		this.current = new Opening({...file, ...this.#session});
		try {
			return await this.current.run(pieces);
		} finally {
			this.current = undefined;
			this.#session.changed();
		}
	}
}
