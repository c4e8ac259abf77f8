/** Stands for string-width in the bundle, which is loaded when the first text comes that needs it. */
import type stringWidth from 'string-width';
import {isNarrow} from '../../source/core/narrow.ts';

const colours = /\u{1B}\[[\d;]*m/gv;

const widthOf: typeof stringWidth = (text, options) => {
	const shown = options?.countAnsiEscapeCodes === true ? text : text.replaceAll(colours, '');
	return options?.ambiguousIsNarrow !== false && isNarrow(shown) ? shown.length : load().default(text, options);
};

/** The bundler makes it a function that evaluates the module once. */
function load(): {default: typeof stringWidth} {
	// eslint-disable-next-line unicorn/prefer-module, @typescript-eslint/no-require-imports
	return require('string-width') as {default: typeof stringWidth};
}

export default widthOf;
