import {Child} from './child.ts';

/** Another program that serves: socat, ncat. */
export class Command extends Child {
	constructor(command: string, ...words: readonly string[]) {
		super(command, words, ['ignore', 'ignore', 'inherit']);
	}
}
