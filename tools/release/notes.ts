/** What is published beside the files of a release: what it changes, which file is for whom, and their checksums. */

export type ReleasedFile = {
	readonly name: string;
	readonly bytes: number;
	/** In hexadecimal. */
	readonly sha256: string;
	/** For whom it is, and how it gets there. */
	readonly use: string;
};

export type Release = {
	readonly version: string;
	/** `2026-11-21` */
	readonly date: string;
	readonly changes: string;
	readonly files: readonly ReleasedFile[];
};

/** The notes, in Markdown. */
export function notesFor({version, date, changes, files}: Release): string {
	const rows = files.map(({name, bytes, use}) => `| \`${name}\` | ${megabytes(bytes)} | ${use} |`);
	const sums = ['```', checksums(files).trimEnd(), '```'].join('\n');
	return [
		`# sockplay ${version}`,
		`Released on ${date}.`,
		changes,
		['## Files', '', '| file | size | what for |', '| --- | --- | --- |', ...rows].join('\n'),
		'## SHA-256',
		sums,
		'Check them with `sha256sum -c SHA256SUMS`.\n',
	].join('\n\n');
}

/** As sha256sum(1) prints and reads them. */
export function checksums(files: readonly ReleasedFile[]): string {
	return files.map(({name, sha256}) => `${sha256}  ${name}\n`).join('');
}

function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
}
