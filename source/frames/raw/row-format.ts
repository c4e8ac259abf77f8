/** How the bytes of a section fall into rows and how a row is drawn: what the views of raw bytes differ in. */
import type {Emphasis, Style} from '../palette.ts';
import type {Row, RowOptions} from '../row.ts';

/** `from` inclusive, `to` exclusive. */
export type ByteRange = {readonly from: number; readonly to: number};

export type FormatOptions = RowOptions & {
	/** Bytes in a row, for the formats that count them. */
	readonly width: number;
};

/** Some bytes of a section, to be cut into rows. */
export type Run = ByteRange & {
	/** The bytes around it, far enough that no character is cut; `start` is where they begin in the section. */
	readonly window: () => {readonly bytes: Uint8Array; readonly start: number};
	/** All bytes of the section that are kept. */
	readonly whole: ByteRange;
	/** Some of them; nothing when any is no longer kept. */
	readonly bytes: (from: number, to: number) => Uint8Array;
	/** The messages that it holds. */
	readonly messages: () => readonly FormatRow[];
};

/** A row of a section's bytes; `text` is what is drawn in their place. */
export type FormatRow = ByteRange & {readonly text?: string};

/** What stands out, for each byte of a row. */
export type RowEmphasis = ReadonlyArray<Emphasis | undefined>;

/** What stands out in some of a row's bytes, if anything does. */
export function emphasisIn(emphasis: RowEmphasis, from: number, to: number): Emphasis | undefined {
	return emphasis.slice(from, to).find(each => each !== undefined);
}

/** The bytes of one row, `from` to `to`, among those around them; `offset` is what is shown as their beginning. */
export type RowBytes = {
	readonly bytes: Uint8Array;
	readonly from: number;
	readonly to: number;
	readonly offset: number;
	readonly emphasis: RowEmphasis;
};

/** Draws a row of bytes that go in a direction. */
export type DrawRow = (row: Row, bytes: RowBytes, direction: Style, options: FormatOptions) => string;

export type RowFormat = {
	/** Bytes in a row for so many columns, for the formats that count them. */
	readonly widthFor?: (columns: number) => number;
	/** Its rows are messages: sections are those that begin in one block, each laid out at once. */
	readonly isOfMessages?: boolean;
	readonly rows: (run: Run, options: FormatOptions) => readonly FormatRow[];
	/** Absent where every row has a text in place of its bytes. */
	readonly draw?: DrawRow;
};
