/** A terminal emulator without a window: takes bytes, tells what a person would see, and lets a test wait for it. */
import unicode11 from '@xterm/addon-unicode11';
import xterm, {type IBufferCell} from '@xterm/headless';

/** One cell as it is shown. Colours are palette numbers, `#rrggbb`, or nothing for the terminal's own. */
export type ShownCell = {
	readonly text: string;
	readonly width: number;
	readonly colour: number | string | undefined;
	readonly background: number | string | undefined;
	readonly isBold: boolean;
	readonly isDim: boolean;
	readonly isUnderlined: boolean;
	readonly isInverse: boolean;
};

type Waiter = {readonly check: () => void; readonly fail: (reason: string) => void};

export class Emulator {
	readonly #terminal: xterm.Terminal;
	readonly #waiters = new Set<Waiter>();
	#isCursorVisible = true;

	/** `unicode`: the version of Unicode by whose widths it draws; emoji take one column in 6, two in 11. */
	constructor(columns: number, rows: number, unicode: '6' | '11' = '11') {
		this.#terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 1000});
		this.#terminal.loadAddon(new unicode11.Unicode11Addon());
		this.#terminal.unicode.activeVersion = unicode;
		for (const [final, isShown] of [['h', true], ['l', false]] as const) {
			this.#terminal.parser.registerCsiHandler({prefix: '?', final}, parameters => {
				if (parameters.includes(25)) {
					this.#isCursorVisible = isShown;
				}

				return false;
			});
		}
	}

	#look(): void {
		for (const waiter of this.#waiters) {
			waiter.check();
		}
	}

	/** Text of the screen, a line for each row, without blanks at the ends of rows. */
	get screen(): string {
		return this.lines.join('\n');
	}

	get lines(): string[] {
		const {active} = this.#terminal.buffer;
		return Array.from({length: this.#terminal.rows}, (_, y) => active.getLine(active.baseY + y)!.translateToString(false, 0, this.#terminal.cols).trimEnd());
	}

	get cursor(): {x: number; y: number; isVisible: boolean} {
		const {cursorX, cursorY} = this.#terminal.buffer.active;
		return {x: cursorX, y: cursorY, isVisible: this.#isCursorVisible};
	}

	/** The alternate screen is shown. */
	get isAlternate(): boolean {
		return this.#terminal.buffer.active.type === 'alternate';
	}

	get modes(): {isWrapping: boolean; isPasteBracketed: boolean; isSynchronizing: boolean; mouse: string} {
		const {wraparoundMode, bracketedPasteMode, synchronizedOutputMode, mouseTrackingMode: mouse} = this.#terminal.modes;
		return {isWrapping: wraparoundMode, isPasteBracketed: bracketedPasteMode, isSynchronizing: synchronizedOutputMode, mouse};
	}

	/** Calls back with what the terminal itself sends, such as its answer to a question for the cursor's place. */
	onReply(listener: (text: string) => void): void {
		this.#terminal.onData(listener);
	}

	/** Calls back when the window's title changes. */
	onTitle(listener: (title: string) => void): void {
		this.#terminal.onTitleChange(listener);
	}

	cell(x: number, y: number): ShownCell {
		const {active} = this.#terminal.buffer;
		const cell = active.getLine(active.baseY + y)?.getCell(x);
		if (cell === undefined) {
			throw new RangeError(`no cell at ${x}, ${y}`);
		}

		return {
			text: cell.getChars(),
			width: cell.getWidth(),
			colour: colourOf(cell.getFgColor(), cell.isFgDefault(), cell.isFgRGB()),
			background: colourOf(cell.getBgColor(), cell.isBgDefault(), cell.isBgRGB()),
			...attributesOf(cell),
		};
	}

	/** Every cell of the screen, row by row. */
	get cells(): ShownCell[][] {
		const {rows, cols} = this.#terminal;
		return Array.from({length: rows}, (_, y) => Array.from({length: cols}, (__, x) => this.cell(x, y)));
	}

	/** Resolves when the bytes are parsed, and whoever waits for a screen has looked at it. */
	async write(bytes: string | Uint8Array): Promise<void> {
		return new Promise(resolve => {
			this.#terminal.write(bytes, () => {
				this.#look();
				resolve();
			});
		});
	}

	resize(columns: number, rows: number): void {
		this.#terminal.resize(columns, rows);
	}

	/** Resolves as soon as `isWanted` holds for the screen between two frames. Rejects, with the screen drawn, when `fail` is called or after `limit_ms`. */
	async until(isWanted: (screen: string) => boolean, what: string, limit_ms = 30_000): Promise<void> {
		const {promise, resolve, reject} = Promise.withResolvers<void>();
		const waiter: Waiter = {
			check: () => {
				if (!this.modes.isSynchronizing && isWanted(this.screen)) {
					resolve();
				}
			},
			fail: reason => {
				reject(new Error(`${reason}; waited for ${what}, but the screen shows:\n${this.picture()}`));
			},
		};
		this.#waiters.add(waiter);
		const timer = setTimeout(waiter.fail, limit_ms, `${limit_ms} ms passed`);
		try {
			waiter.check();
			await promise;
		} finally {
			clearTimeout(timer);
			this.#waiters.delete(waiter);
		}
	}

	/** Nobody needs to wait any longer, because nothing more will be written. */
	fail(reason: string): void {
		for (const waiter of this.#waiters) {
			waiter.fail(reason);
		}
	}

	/** The screen in a frame, for a message. */
	picture(): string {
		const line = '─'.repeat(this.#terminal.cols);
		return [`┌${line}┐`, ...this.lines.map(text => `│${text}`), `└${line}┘`].join('\n');
	}
}

function colourOf(value: number, isDefault: boolean, isRgb: boolean): number | string | undefined {
	if (isDefault) {
		return undefined;
	}

	return isRgb ? `#${value.toString(16).padStart(6, '0')}` : value;
}

function attributesOf(cell: IBufferCell): Pick<ShownCell, 'isBold' | 'isDim' | 'isUnderlined' | 'isInverse'> {
	return {isBold: cell.isBold() !== 0, isDim: cell.isDim() !== 0, isUnderlined: cell.isUnderline() !== 0, isInverse: cell.isInverse() !== 0};
}
