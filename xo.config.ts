import {type FlatXoConfig} from 'xo';
import reactHooks from 'eslint-plugin-react-hooks';

/** A line that is one message, as a string or a template. */
const oneMessage = String.raw`^\s*(?:return |[?:] |\w+: )?(['"\x60]).*\1[,;)]*$`;

const config: FlatXoConfig = [
	{ignores: ['dist/**', 'test/finds/**']},
	{
		rules: {
			'@typescript-eslint/naming-convention': 'off',
			'unicorn/prevent-abbreviations': 'off',
			'capitalized-comments': 'off',
			'no-control-regex': 'off',
			'regexp/no-control-character': 'off',
			'unicorn/single-line-block-comment-style': 'off',
			'unicorn/max-nested-calls': 'off',
			'unicorn/consistent-boolean-name': 'off',
			'unicorn/consistent-class-member-order': 'off',
			'unicorn/prefer-simple-condition-first': 'off',
			'unicorn/prefer-early-return': 'off',
			'unicorn/no-duplicate-loops': 'off',
			'unicorn/prefer-minimal-ternary': 'off',
			// Two returns read better than a conditional expression that is longer than a line.
			'unicorn/prefer-ternary': 'off',
			'unicorn/prefer-includes-over-repeated-comparisons': 'off',
			'unicorn/no-declarations-before-early-exit': 'off',
			'node-test/no-conditional-tests': 'off',
			'no-await-in-loop': 'off',
			'@stylistic/no-mixed-operators': 'off',
			'@typescript-eslint/class-literal-property-style': 'off',
			'regexp/no-super-linear-move': 'off',
			'@stylistic/object-curly-newline': 'off',
			'@typescript-eslint/no-unsafe-type-assertion': 'off',
		},
	},
	{
		// Bits are the subject there: flags of headers, file modes and open(2), UTF-8, checksums.
		files: ['source/{core,decode,files,formats,link,recorder,services}/**'],
		rules: {'no-bitwise': 'off'},
	},
	{
		files: ['cli.tsx', 'bench/**/*.ts', 'source/**', 'tools/**'],
		rules: {
			'no-nested-ternary': 'error',
			'@stylistic/max-len': ['error', {code: 120, tabWidth: 1, ignoreUrls: true, ignoreRegExpLiterals: true, ignorePattern: oneMessage}],
		},
	},
	{
		files: ['bench/**/*.ts', 'test/**', 'tools/**'],
		rules: {
			// Helpers live beside the tests.
			'node-test/no-import-test-files': 'off',
			// What stands in for a stream of Node is an emitter, as that stream is.
			'unicorn/prefer-event-target': 'off',
			// The runner waits for its tests.
			'@typescript-eslint/no-floating-promises': ['error', {allowForKnownSafeCalls: [{from: 'package', package: 'node:test', name: ['test', 'suite', 'describe', 'it']}]}],
			// Waiting for a picture is an assertion: it rejects when the picture does not come.
			'node-test/require-assertion': 'off',
			// What a machine lacks is skipped, and said loudly.
			'node-test/no-skip-test': 'off',
			// A property is asserted for every case of a loop.
			'node-test/no-conditional-assertion': 'off',
			// A conversation is one step after another.
			'no-await-in-loop': 'off',
		},
	},
	{
		// Ink is pinned exactly, for the compositor stands on how it writes: every version is chosen, none drifts.
		files: ['package.json'],
		rules: {'package-json/dependency-version-range': 'off'},
	},
	{
		files: ['**/*.tsx'],
		plugins: {'react-hooks': {rules: reactHooks.rules}},
		rules: {'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error'},
	},
];

export default config;
