/** The themes of the screen by name; their colours are in `frames/themes.ts`. */
import {problem, type Problem} from './problem.ts';

export const themeNames = [
	'dark', 'light', 'contrast', 'contrast-light', 'colour-blind', 'colour-blind-light', 'mono',
] as const;
export type ThemeName = (typeof themeNames)[number];

/** What can be chosen: `auto` goes by what the terminal says of its background. */
export const themeChoices = ['auto', ...themeNames] as const;
export type ThemeChoice = (typeof themeChoices)[number];

/** The choice of this name; a problem when there is none. */
export function parseTheme(text: string): ThemeChoice | Problem {
	return themeChoices.find(choice => choice === text)
		?? problem(`a theme is one of ${themeChoices.join(' ')}`, {start: 0, end: text.length});
}
