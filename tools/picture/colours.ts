/** What the terminal's colours are in the picture. */

export const background = '#16181d';
export const foreground = '#d5d9e0';

/** The 16 colours of the palette, as a common dark theme has them. */
const palette = [
	'#20242c',
	'#e06c75',
	'#98c379',
	'#e5c07b',
	'#61afef',
	'#c678dd',
	'#56b6c2',
	'#c8ccd4',
	'#7f8694',
	'#ff7b86',
	'#b5e08f',
	'#ffd88a',
	'#7cc4ff',
	'#dd95f0',
	'#6fd6e0',
	'#ffffff',
];

/** A colour of the 256: 16 of the theme, a cube of 6 by 6 by 6, 24 greys (xterm's table). */
export function paletteColour(index: number): string {
	if (index < 16) {
		return palette[index]!;
	}

	if (index >= 232) {
		return hex([8, 8, 8].map(base => base + (index - 232) * 10));
	}

	const step = (value: number) => (value === 0 ? 0 : 55 + value * 40);
	const place = index - 16;
	return hex([Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6].map(value => step(value)));
}

function hex(parts: readonly number[]): string {
	return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}
