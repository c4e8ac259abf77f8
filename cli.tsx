#!/usr/bin/env node
/** The entry point of the program. Everything else is loaded after Node's version has been checked. */
import process from 'node:process';

const needed = 22;
const major = Number(process.versions.node.split('.', 1)[0]);
if (major < needed) {
	console.error(`sockplay needs Node ${needed} or newer; this is Node ${process.versions.node}. \
In the folder of sockplay, "npm install && npm start" installs and uses it.`);
	process.exitCode = 2;
} else {
	const {begin} = await import('./source/begin.ts');
	await begin();
}
