/**
The beginning of `sockplay.mjs`, which is one file for the program, its threads and its processes. A Node of any age can
read this much; the rest of the file is a comment that holds the program.
*/
import process from 'node:process';
import {begin} from '../../source/begin.ts';

const needed = 22;
if (Number(process.versions.node.split('.', 1)[0]) < needed) {
	console.error(`sockplay.mjs needs Node ${needed} or newer; this is Node ${process.versions.node}. \
The executable of the same release needs none.`);
	process.exitCode = 2;
} else {
	void begin();
}
