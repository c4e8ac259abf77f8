/** Writes the bundles into `dist/`. A build that fails leaves the last one as it was. */
import {chmod, mkdir, readdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {bundle, root} from './bundle.ts';

const files = await bundle();
const folder = path.join(root, 'dist');
await mkdir(folder, {recursive: true});
const names = await readdir(folder);
const old = names.filter(name => /\.js(?:\.map)?$/v.test(name));
await Promise.all(old.map(async name => rm(path.join(folder, name))));
await Promise.all(files.map(async file => writeFile(file.path, file.contents)));
await chmod(path.join(folder, 'cli.js'), 0o755);
