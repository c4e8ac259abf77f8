import process from 'node:process';
import packageJson from '../../package.json' with {type: 'json'};
import {visibleText} from '../core/visible.ts';
import {manualPage} from './page.ts';

const help = 'Usage\n  $ sockplay man | man -l -              read the man page\n'
	+ '  $ sockplay man > ~/.local/share/man/man1/sockplay.1    keep it for man sockplay';

/** `sockplay man`: the man page on standard output. */
export async function start([word]: readonly string[]): Promise<number> {
	// The reader has seen enough.
	process.stdout.on('error', () => undefined);
	if (word === undefined || word === '-h' || word === '--help') {
		return write(process.stdout, word === undefined ? manualPage(packageJson.version) : `${help}\n`, 0);
	}

	return write(process.stderr, `sockplay man takes no words; ${visibleText(word)} is one\n\n${help}\n`, 2);
}

async function write(output: NodeJS.WriteStream, text: string, code: number): Promise<number> {
	return new Promise(resolve => {
		output.write(text, () => {
			resolve(code);
		});
	});
}
