/** The changelog's section of what is not released yet becomes that of a version. */

const unreleased = '## Unreleased';

export type CutChangelog = {
	/** The whole file, with a new, empty section of what is not released. */
	readonly text: string;
	/** What the version changes, without its heading. */
	readonly changes: string;
};

/** `date` as `2026-11-21`. Throws where nothing has changed. */
export function cutChangelog(text: string, version: string, date: string): CutChangelog {
	const start = text.indexOf(`${unreleased}\n`);
	if (start === -1) {
		throw new Error(`CHANGELOG.md has no section "${unreleased}"`);
	}

	const body = start + unreleased.length + 1;
	const next = text.indexOf('\n## ', body);
	const end = next === -1 ? text.length : next + 1;
	const changes = text.slice(body, end).trim();
	if (changes === '') {
		throw new Error(`CHANGELOG.md says nothing under "${unreleased}"`);
	}

	const sections = `${unreleased}\n\n## ${version} (${date})\n\n${changes}\n${end === text.length ? '' : '\n'}`;
	return {text: text.slice(0, start) + sections + text.slice(end), changes};
}
