import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {withTables} from '../tools/tables.ts';

test('the tables of the README are those of the code; npm run readme prints them anew', () => {
	const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
	assert.equal(readme, withTables(readme));
});
