/** A whole number within limits, and the words of netcat where it is none. */
export type NumberKind = {
	/** What the number is, as the message calls it. */
	readonly name: string;
	readonly min: number;
	readonly max: number;
};

/** The number, or what is wrong with it, in the words of strtonum(3): `timeout too large: 99999999999`. */
export function readNumber(text: string, {name, min, max}: NumberKind): number | string {
	if (!/^\s*[+\-]?\d+$/v.test(text)) {
		return `${name} invalid: ${text}`;
	}

	const value = Number(text);
	if (value < min) {
		return `${name} too small: ${text}`;
	}

	return value > max ? `${name} too large: ${text}` : value;
}
