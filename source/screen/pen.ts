/** What SGR sequences have set so far, in one spelling. Source: ECMA-48, 8.3.117. */
import {limits} from '../core/limits.ts';
import {remembered} from '../core/remembered.ts';

const attributes = ['bold', 'dim', 'italic', 'underline', 'blink', 'inverse', 'hidden', 'strike', 'overline'] as const;
const colours = ['ink', 'paper', 'underlineColour'] as const;
const slots = [...attributes, ...colours] as const;
type Slot = (typeof slots)[number];

const setters = new Map<number, Slot>([
	[1, 'bold'],
	[2, 'dim'],
	[3, 'italic'],
	[4, 'underline'],
	[21, 'underline'],
	[5, 'blink'],
	[6, 'blink'],
	[7, 'inverse'],
	[8, 'hidden'],
	[9, 'strike'],
	[53, 'overline'],
	...range(30, 37, 'ink'),
	...range(90, 97, 'ink'),
	...range(40, 47, 'paper'),
	...range(100, 107, 'paper'),
]);

const extended = new Map<number, Slot>([[38, 'ink'], [48, 'paper'], [58, 'underlineColour']]);

const clearers = new Map<number, readonly Slot[]>([
	[0, slots],
	[22, ['bold', 'dim']],
	[23, ['italic']],
	[24, ['underline']],
	[25, ['blink']],
	[27, ['inverse']],
	[28, ['hidden']],
	[29, ['strike']],
	[39, ['ink']],
	[49, ['paper']],
	[55, ['overline']],
	[59, ['underlineColour']],
]);

/** By the style before and the parameters. The rows of a screen have few of them, thousands of times. */
const stylesAfter = new Map<string, string>();

/**
The style behind an SGR sequence: the parameters that give what is set then after a reset, `1;31`, and nothing where
nothing is set. What draws alike has the same style.
*/
export function styleAfter(style: string, parameters: string): string {
	return remembered(stylesAfter, `${style} ${parameters}`, limits.cell_styles, () => {
		const pen = penOf(style);
		pen.apply(parameters);
		return pen.style;
	});
}

/** By both styles. */
const changes = new Map<string, string>();

/**
The SGR sequence that brings a terminal from one style to another; nothing where they are the same. What is set in both
alike is left as it is: in a hexdump of many colours that saves a tenth of all bytes.
*/
export function changeOfStyle(from: string, to: string): string {
	if (from === to) {
		return '';
	}

	return to === ''
		? '\u{1B}[m'
		: remembered(changes, `${from} ${to}`, limits.cell_styles, () => {
			const before = penOf(from);
			const parameters = penOf(to).without(before);
			return `\u{1B}[${parameters ?? `0;${to}`}m`;
		});
}

function penOf(style: string): Pen {
	const pen = new Pen();
	pen.apply(style);
	return pen;
}

class Pen {
	readonly #set = new Map<Slot, string>();

	/** A code that stands for itself; `38:2::1:2:3` and `4:3` carry what belongs to them behind colons. */
	#one(code: string): void {
		const [first = '', second] = code.split(':', 2);
		const number = Number(first);
		const cleared = number === 4 && second === '0' ? clearers.get(24) : clearers.get(number);
		for (const slot of cleared ?? []) {
			this.#set.delete(slot);
		}

		const slot = setters.get(number) ?? extended.get(number);
		if (slot !== undefined && cleared === undefined) {
			this.#set.set(slot, code);
		}
	}

	get style(): string {
		return slots.flatMap(slot => this.#set.get(slot) ?? []).join(';');
	}

	/** The parameters that another pen lacks of these; undefined where it has something set that this one has not. */
	without(other: Pen): string | undefined {
		const isWithin = other.#set.keys().every(slot => this.#set.has(slot));
		return isWithin
			? slots.flatMap(slot => this.#set.get(slot) === other.#set.get(slot) ? [] : this.#set.get(slot)!).join(';')
			: undefined;
	}

	/** The parameters of one SGR sequence, `1;38;5;12`. Numbers that mean nothing here change nothing. */
	apply(parameters: string): void {
		const codes = parameters.split(';');
		for (let index = 0; index < codes.length; index++) {
			const code = codes[index]!;
			const slot = extended.get(Number(code));
			if (slot === undefined) {
				this.#one(code);
				continue;
			}

			const length = codes[index + 1] === '5' ? 3 : 5;
			this.#set.set(slot, codes.slice(index, index + length).join(';'));
			index += length - 1;
		}
	}
}

function range(first: number, last: number, slot: Slot): Array<[number, Slot]> {
	return Array.from({length: last - first + 1}, (_, index) => [first + index, slot]);
}
