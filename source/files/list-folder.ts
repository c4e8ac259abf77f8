import fs from 'node:fs';

/** The entries of a folder, folders with a trailing `/`; empty when it cannot be read. */
export function listFolder(folder: string): readonly string[] {
	try {
		return fs
			.readdirSync(folder === '' ? '.' : folder, {withFileTypes: true})
			.map(entry => (entry.isDirectory() ? `${entry.name}/` : entry.name));
	} catch {
		return [];
	}
}
