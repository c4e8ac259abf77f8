import {chooseTheme} from '../../source/ui/theme.ts';

/** A theme with the signs of a terminal of today, that paints nothing. */
export const plainTheme = {...chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8'}), paint: (_tone: string, text: string) => text};
