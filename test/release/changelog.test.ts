import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {cutChangelog} from '../../tools/release/changelog.ts';

describe('the changelog', () => {
	test('of a first release', () => {
		assert.deepEqual(cutChangelog('# Changelog\n\n## Unreleased\n\n### Added\n- A.\n', '1.0.0', '2026-01-02'), {
			text: '# Changelog\n\n## Unreleased\n\n## 1.0.0 (2026-01-02)\n\n### Added\n- A.\n',
			changes: '### Added\n- A.',
		});
	});

	test('of a later one', () => {
		assert.deepEqual(cutChangelog('## Unreleased\n\n- B.\n\n## 1.0.0 (2026-01-02)\n\n- A.\n', '1.1.0', '2026-02-03'), {
			text: '## Unreleased\n\n## 1.1.0 (2026-02-03)\n\n- B.\n\n## 1.0.0 (2026-01-02)\n\n- A.\n',
			changes: '- B.',
		});
	});

	const refused: ReadonlyArray<readonly [text: string, message: string]> = [
		['# Changelog\n', 'CHANGELOG.md has no section "## Unreleased"'],
		['## Unreleased\n\n## 1.0.0\n\n- A.\n', 'CHANGELOG.md says nothing under "## Unreleased"'],
		['## Unreleased\n', 'CHANGELOG.md says nothing under "## Unreleased"'],
	];
	for (const [text, message] of refused) {
		test(`${JSON.stringify(text)} is refused`, () => {
			assert.throws(() => cutChangelog(text, '2.0.0', '2026-03-04'), {message});
		});
	}
});
