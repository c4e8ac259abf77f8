/** Stands for string-width in the bundle, which is loaded when the first text comes that needs it. */
import type stringWidth from 'string-width';

/** Characters of one cell each, whatever stands beside them. Of ambiguous width: the signs that rows are made of. */
const narrow = /^[\u{20}-\u{7E}]*$/v;
const narrowUnlessAsked = /^[\u{20}-\u{7E}\u{B7}\u{C0}-\u{24F}\u{2026}\u{2190}-\u{2193}\u{2400}-\u{2426}\u{2500}-\u{257F}]*$/v;

const widthOf: typeof stringWidth = (text, options) => {
	const simple = options?.ambiguousIsNarrow === false ? narrow : narrowUnlessAsked;
	return simple.test(text) ? text.length : load().default(text, options);
};

/** The bundler makes it a function that evaluates the module once. */
function load(): {default: typeof stringWidth} {
	// eslint-disable-next-line unicorn/prefer-module, @typescript-eslint/no-require-imports
	return require('string-width') as {default: typeof stringWidth};
}

export default widthOf;
