/** Prints the tables of README.md anew from the code: `npm run readme`. */
import {readFile, writeFile} from 'node:fs/promises';
import {withTables} from './tables.ts';

const file = new URL('../README.md', import.meta.url);
await writeFile(file, withTables(await readFile(file, 'utf8')));
