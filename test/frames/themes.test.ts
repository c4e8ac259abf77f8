/** Whether the colours of each theme can be read on its background, and told apart by dichromats. */
import {test, type TestContext} from 'node:test';
import {themeNames} from '../../source/core/theme-names.ts';
import {palettes, type Palette, type Shades, type Style} from '../../source/frames/themes.ts';

type Colour = readonly [red: number, green: number, blue: number];

const backgrounds: Readonly<Record<string, readonly Colour[]>> = {black: [[0, 0, 0]], white: [[255, 255, 255]], any: [[0, 0, 0], [255, 255, 255]]};
const faint = new Set<string>(['dim', 'nul']);

/** The colour of 38 (ink) or 48 (paper) in SGR parameters; xterm's palette of 256: a cube of 6 by 6 by 6, then greys. */
function colourOf(parameters: string, which: 38 | 48): Colour | undefined {
	const found = new RegExp(String.raw`(?:^|;)${which};(?:5;(?<place>\d+)|2;(?<exact>\d+;\d+;\d+))`, 'v').exec(parameters)?.groups;
	if (found?.['exact'] !== undefined) {
		const [red = 0, green = 0, blue = 0] = found['exact'].split(';').map(Number);
		return [red, green, blue];
	}

	const place = Number(found?.['place'] ?? NaN);
	if (Number.isNaN(place)) {
		return undefined;
	}

	const level = (step: number) => [0, 95, 135, 175, 215, 255][step]!;
	const grey = 8 + (10 * (place - 232));
	const cube = place - 16;
	return place >= 232 ? [grey, grey, grey] : [level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)];
}

/** Linear light, 0 to 1 (IEC 61966-2-1). */
function linear(value: number): number {
	const part = value / 255;
	return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: Colour, other: Colour): number {
	const [light, dark] = [one, other].map(([red, green, blue]) => (0.2126 * linear(red)) + (0.7152 * linear(green)) + (0.0722 * linear(blue)) + 0.05).toSorted((a, b) => b - a);
	return light! / dark!;
}

function eachShade(shades: Shades): readonly string[] {
	return shades.slice(1);
}

const least: Readonly<Record<string, number>> = {contrast: 7, 'contrast-light': 7};

for (const name of themeNames) {
	test(`${name} can be read`, (t: TestContext) => {
		const {background, styles, emphases} = palettes[name];
		for (const [style, shades] of Object.entries(styles)) {
			for (const parameters of eachShade(shades)) {
				const ink = colourOf(parameters, 38);
				const ratio = Math.min(...backgrounds[background]!.map(paper => ink === undefined ? 21 : contrast(ink, paper)));
				const wanted = faint.has(style) ? Math.min(3, least[name] ?? 3) : least[name] ?? 4.5;
				t.assert.ok(ratio >= wanted, `${style} ${parameters}: ${ratio.toFixed(2)}`);
			}
		}

		for (const parameters of Object.values(emphases).flatMap(shades => eachShade(shades))) {
			const [ink, paper] = [colourOf(parameters, 38), colourOf(parameters, 48)];
			t.assert.strictEqual(ink === undefined, paper === undefined);
			t.assert.ok(ink === undefined || contrast(ink, paper!) >= (least[name] ?? 4.5), parameters);
		}
	});
}

test('mono has no colour', (t: TestContext) => {
	const {styles, emphases} = palettes.mono;
	for (const shades of [...Object.values(styles), ...Object.values(emphases)]) {
		t.assert.match(shades.join(';'), /^[1247;]*$/v);
	}
});

/** What remains of a colour without the cones for long or for middle waves (Viénot, Brettel and Mollon, 1999), in linear light. */
const dichromats: Readonly<Record<string, readonly Colour[]>> = {
	protanopia: [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
	deuteranopia: [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
};

/** How far two colours are apart for them, from 0 to about 1.7. */
function distance(rows: readonly Colour[], one: Colour, other: Colour): number {
	const seen = (colour: Colour) => rows.map(row => row.reduce((sum, factor, index) => sum + (factor * linear(colour[index]!)), 0));
	const [first, second] = [seen(one), seen(other)];
	return Math.hypot(...first.map((value, index) => Math.cbrt(value) - Math.cbrt(second[index]!)));
}

function isUnderlined({styles}: Palette, style: Exclude<Style, 'plain'>): boolean {
	return styles[style][1].split(';38;', 1)[0]!.split(';').includes('4');
}

for (const name of ['colour-blind', 'colour-blind-light'] as const) {
	test(`${name}: the directions, and errors from them, can be told apart`, (t: TestContext) => {
		const palette = palettes[name];
		for (const [kind, rows] of Object.entries(dichromats)) {
			for (const depth of [1, 2] as const) {
				const [toServer, toClient] = [palette.styles.toServer, palette.styles.toClient].map(shades => colourOf(shades[depth], 38)!);
				const apart = distance(rows, toServer!, toClient!);
				t.assert.ok(apart > 0.3, `${kind}: ${apart.toFixed(2)}`);
			}
		}

		t.assert.ok(isUnderlined(palette, 'error'));
	});
}
