/** Some hundred inputs that chance makes for each, always the same ones, and every find that was ever mended. `npm run fuzz` looks for more. */
import {globSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import fc from 'fast-check';
import {fuzzers} from './fuzzers.ts';

const finds = path.resolve(import.meta.dirname, '../finds');

for (const {name, holds, input, cases, check} of fuzzers) {
	test(`${name}: ${holds}`, async () => {
		await fc.assert(fc.asyncProperty(input, async value => {
			await check(value);
		}), {seed: 1, numRuns: cases});
	});

	for (const file of globSync(`${name}/*.json`, {cwd: finds})) {
		test(`${name}: what was found once, ${path.basename(file)}`, async () => {
			await check(JSON.parse(readFileSync(path.join(finds, file), 'utf8')));
		});
	}
}
