import {clip, columnsOf} from '../core/visible.ts';
import {emphasise, hasOwnColours, paint, type Emphasis, type Look, type Style} from './palette.ts';

export type RowOptions = Look & {readonly columns: number; readonly ascii: boolean};

/** One row, put together from left to right out of visible text; what does not fit any more is clipped. */
export class Row {
	readonly #options: RowOptions;
	#painted = '';
	/** Text of one style that is not painted yet: one colour sequence for a run of cells. */
	#run = '';
	#style: Style = 'plain';
	#emphasis: Emphasis | undefined;
	#left: number;

	constructor(options: RowOptions) {
		this.#options = options;
		this.#left = options.columns;
	}

	#flush(): void {
		const text = hasOwnColours(this.#emphasis) ? this.#run : paint(this.#run, this.#style, this.#options);
		this.#painted += emphasise(text, this.#emphasis, this.#options);
		this.#run = '';
	}

	/** Cells that are still free. */
	get left(): number {
		return this.#left;
	}

	/** Adds text; `width` in cells, where it is known. */
	add(text: string, style: Style = 'plain', width: number = columnsOf(text), emphasis?: Emphasis): this {
		if (style !== this.#style || emphasis !== this.#emphasis) {
			this.#flush();
			this.#style = style;
			this.#emphasis = emphasis;
		}

		if (width <= this.#left) {
			this.#run += text;
			this.#left -= width;
		} else if (this.#left > 0) {
			this.#run += clip(text, this.#left, {ascii: this.#options.ascii});
			this.#left = 0;
		}

		return this;
	}

	/** Adds spaces. */
	gap(columns: number): this {
		return this.add(' '.repeat(Math.max(0, columns)), this.#style, columns);
	}

	finish(): string {
		this.#flush();
		return this.#painted;
	}
}
