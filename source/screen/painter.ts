/** Brings composed frames to the terminal: one at a time, the newest when there is room, none while it is paused. */
import {type Compositor} from './compositor.ts';
import {FrameRate} from './frame-rate.ts';
import {type Size} from './layout-type.ts';
import {type Writer} from './writer.ts';

export class Painter {
	readonly #compositor: Compositor;
	readonly #writer: Pick<Writer, 'busy' | 'write'>;
	readonly #size: () => Size;
	readonly #rate = new FrameRate();
	#asked = false;
	#paused = false;
	/** To be called when the writer has drained. */
	readonly paintAsked = (): void => {
		if (!this.#asked || this.#paused || this.#writer.busy) {
			return;
		}

		this.#asked = false;
		const bytes = this.#compositor.next(this.#size());
		if (bytes === undefined) {
			return;
		}

		this.#rate.count(performance.now());
		this.#writer.write(bytes);
	};

	/** `size` tells the terminal's present size. */
	constructor(compositor: Compositor, writer: Pick<Writer, 'busy' | 'write'>, size: () => Size) {
		this.#compositor = compositor;
		this.#writer = writer;
		this.#size = size;
	}

	/** Frames written in the last whole second. */
	get framesPerSecond(): number {
		return this.#rate.perSecond(performance.now());
	}

	/**
	Something changed: it is painted when the present turn is done, so that all its changes are one frame, or when the
	terminal has taken the frame before.
	*/
	ask(): void {
		if (this.#asked) {
			return;
		}

		this.#asked = true;
		queueMicrotask(this.paintAsked);
	}

	/** Paints nothing until `resume`. */
	pause(): void {
		this.#paused = true;
	}

	resume(): void {
		this.#paused = false;
		this.#asked = true;
		this.paintAsked();
	}
}
