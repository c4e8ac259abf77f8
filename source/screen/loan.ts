/** The terminal as something borrowed from the shell: its modes, its raw input and its blocking are taken together, and given back together. */
import {limits} from '../core/limits.ts';
import {type Modes} from './modes.ts';
import {type StrayOutput} from './stray-output.ts';
import {type Writer} from './writer.ts';

export type LoanParts = {
	readonly stdin: NodeJS.ReadStream;
	readonly stderr: NodeJS.WriteStream;
	readonly writer: Writer;
	readonly modes: Modes;
	readonly strays: StrayOutput;
};

export class Loan {
	readonly #parts: LoanParts;
	#isTaken = false;

	constructor(parts: LoanParts) {
		this.#parts = parts;
	}

	/** Shows what others wrote meanwhile, where it can be seen. */
	#printStrays(isReached: boolean): void {
		const text = this.#parts.strays.release();
		if (isReached && text !== '') {
			this.#parts.stderr.write(text);
		}
	}

	get isTaken(): boolean {
		return this.#isTaken;
	}

	/** Raw input is Ink's to ask for, the first time; `isRaw` asks for it again after a suspension. */
	take(isRaw: boolean): void {
		const {stdin, writer, modes, strays} = this.#parts;
		if (isRaw) {
			// Before the screen: a process in the background is stopped by this call.
			stdin.setRawMode(true);
		}

		this.#isTaken = true;
		strays.catch();
		writer.setBlocking(false);
		writer.write(modes.enter);
	}

	/** Puts everything back behind the frame under way; tells whether the terminal took it, within twice `limits.farewell_ms`. */
	async giveBack(): Promise<boolean> {
		if (!this.#isTaken) {
			return true;
		}

		const {stdin, writer, modes} = this.#parts;
		let isReached = await writer.flush(limits.farewell_ms);
		if (isReached && this.#isTaken) {
			writer.write(modes.leave);
			isReached = await writer.flush(limits.farewell_ms);
		}

		if (isReached) {
			this.#isTaken = false;
			writer.setBlocking(true);
		}

		stdin.setRawMode(false);
		this.#printStrays(isReached);
		return isReached;
	}

	/** The same for a process that is already exiting: as much as the terminal takes at once. */
	giveBackNow(): void {
		if (!this.#isTaken) {
			return;
		}

		this.#isTaken = false;
		this.#parts.writer.writeNow(this.#parts.modes.leave);
		this.#parts.stdin.setRawMode(false);
		this.#parts.strays.release();
	}
}
