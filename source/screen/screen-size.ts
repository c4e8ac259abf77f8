import {limits} from '../core/limits.ts';
import {isSameSize, type Size} from './layout-type.ts';
import {Throttle} from './throttle.ts';

/** For a terminal that does not know its size. */
const unknownSize: Size = {columns: 80, rows: 24};

/** The terminal's size, and the one that the layout is made for, which follows it. */
export class ScreenSize {
	readonly #stdout: NodeJS.WriteStream;
	readonly #tell: (size: Size) => void;
	#told: Size;
	readonly #layouts = new Throttle(limits.resize_ms, () => {
		this.#tellPresent();
	});

	/** `tell` hears of each size to lay out for: at most once in `limits.resize_ms`, last of the final size. */
	constructor(stdout: NodeJS.WriteStream, tell: (size: Size) => void) {
		this.#stdout = stdout;
		this.#tell = tell;
		this.#told = this.present;
	}

	get present(): Size {
		const {columns, rows} = this.#stdout;
		return columns > 0 && rows > 0 ? {columns, rows} : unknownSize;
	}

	/** The one that was told last. */
	get told(): Size {
		return this.#told;
	}

	/** The terminal may have another size. */
	check(): void {
		if (!isSameSize(this.present, this.#told)) {
			this.#layouts.call();
		}
	}

	/** Tells nothing any more until it is checked again. */
	stop(): void {
		this.#layouts.stop();
	}

	#tellPresent(): void {
		const size = this.present;
		if (!isSameSize(size, this.#told)) {
			this.#told = size;
			this.#tell(size);
		}
	}
}
