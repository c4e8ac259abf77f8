/**
The terminal as something borrowed from the shell: its modes, its raw input and its blocking are taken together, and
given back together.
*/
import {limits} from '../core/limits.ts';
import {type Modes} from './modes.ts';
import {type CapturedOutput} from './captured-output.ts';
import {type Writer} from './writer.ts';

export type LeaseParts = {
	readonly stdin: NodeJS.ReadStream;
	readonly stderr: NodeJS.WriteStream;
	readonly writer: Writer;
	readonly modes: Modes;
	readonly captured: CapturedOutput;
};

export class TerminalLease {
	readonly #parts: LeaseParts;
	#isHeld = false;
	#usesMouse = false;

	constructor(parts: LeaseParts) {
		this.#parts = parts;
	}

	/** Shows what others wrote meanwhile, where it can be seen. */
	#printCaptured(isReached: boolean): void {
		const text = this.#parts.captured.release();
		if (isReached && text !== '') {
			this.#parts.stderr.write(text);
		}
	}

	get isHeld(): boolean {
		return this.#isHeld;
	}

	/** Whether the mouse is ours as long as the terminal is. */
	useMouse(isOn: boolean): void {
		const {writer, modes} = this.#parts;
		this.#usesMouse = isOn;
		if (this.#isHeld) {
			writer.write(isOn ? modes.mouseOn : modes.mouseOff);
		}
	}

	acquire(): void {
		const {stdin, writer, modes, captured} = this.#parts;
		// Before the screen: a process in the background is stopped by this call.
		stdin.setRawMode(true);
		this.#isHeld = true;
		captured.capture();
		writer.setBlocking(false);
		writer.write(modes.enter + (this.#usesMouse ? modes.mouseOn : ''));
	}

	/**
	Puts everything back behind the frame under way; tells whether the terminal took it, within twice
	`limits.exit_wait_ms`.
	*/
	async release(): Promise<boolean> {
		if (!this.#isHeld) {
			return true;
		}

		const {stdin, writer, modes} = this.#parts;
		let isReached = await writer.flush(limits.exit_wait_ms);
		if (isReached && this.#isHeld) {
			writer.write(modes.leave);
			isReached = await writer.flush(limits.exit_wait_ms);
		}

		if (isReached) {
			this.#isHeld = false;
			writer.setBlocking(true);
		}

		stdin.setRawMode(false);
		this.#printCaptured(isReached);
		return isReached;
	}

	/** The same for a process that is already exiting: as much as the terminal takes at once. */
	releaseNow(): void {
		if (!this.#isHeld) {
			return;
		}

		this.#isHeld = false;
		this.#parts.writer.writeNow(this.#parts.modes.leave);
		this.#parts.stdin.setRawMode(false);
		this.#parts.captured.release();
	}
}
