import {type FlatXoConfig} from 'xo';
import reactHooks from 'eslint-plugin-react-hooks';

const config: FlatXoConfig = [
	{ignores: ['dist/**']},
	{
		rules: {
			'@typescript-eslint/naming-convention': 'off',
			'unicorn/prevent-abbreviations': 'off',
			'capitalized-comments': 'off',
			// Ink is pinned exactly: the compositor stands on how it writes, so every version is chosen, none drifts.
			'package-json/dependency-version-range': 'off',
			'no-control-regex': 'off',
			'regexp/no-control-character': 'off',
			'unicorn/single-line-block-comment-style': 'off',
			'unicorn/max-nested-calls': 'off',
			'@stylistic/object-curly-newline': 'off',
			'@typescript-eslint/no-unsafe-type-assertion': 'off',
		},
	},
	{
		files: ['test/**'],
		rules: {
			// Helpers live beside the tests.
			'node-test/no-import-test-files': 'off',
			// What stands in for a stream of Node is an emitter, as that stream is.
			'unicorn/prefer-event-target': 'off',
			// The runner waits for its tests.
			'@typescript-eslint/no-floating-promises': ['error', {allowForKnownSafeCalls: [{from: 'package', package: 'node:test', name: ['test', 'suite', 'describe', 'it']}]}],
			// A conversation is one step after another.
			'no-await-in-loop': 'off',
		},
	},
	{
		files: ['**/*.tsx'],
		plugins: {'react-hooks': {rules: reactHooks.rules}},
		rules: {'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error'},
	},
];

export default config;
