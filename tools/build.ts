/** Writes the program into `dist/`. A build that fails leaves the last one as it was. */
import {chmod, mkdir, readdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {bundleBeginning, bundleProgram, root, textsOf} from './bundle.ts';

const program = await bundleProgram();
const sources = textsOf(program);
const beginning = await bundleBeginning(sources, {entry: 'cli.tsx', finder: 'tools/compiled/beside.ts'});
const folder = path.join(root, 'dist');
await mkdir(folder, {recursive: true});
const names = await readdir(folder);
const old = names.filter(name => /\.js(?:\.map)?$/v.test(name));
await Promise.all(old.map(async name => rm(path.join(folder, name))));
for (const [name, {text, map}] of Object.entries({...program, cli: beginning})) {
	await writeFile(path.join(folder, `${name}.js`), text);
	await writeFile(path.join(folder, `${name}.js.map`), map);
}

await chmod(path.join(folder, 'cli.js'), 0o755);
