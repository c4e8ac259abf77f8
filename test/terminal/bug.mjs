// Loaded into the program by a test: a bug that happens when the test says so.
import process from 'node:process';

process.on('SIGURG', () => {
	throw new Error('a bug for a test');
});
