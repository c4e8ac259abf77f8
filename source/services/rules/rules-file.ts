import {statSync} from 'node:fs';
import {limits} from '../../core/limits.ts';
import {isProblem, problem, type Problem} from '../../core/problem.ts';
import {readRegularSync} from '../../files/regular.ts';
import {fileType} from '../../files/messages.ts';
import {parseRules, problemInFile} from './parse-rules.ts';
import type {ReadData, Rules} from './rule.ts';

const decoder = new TextDecoder();

/**
A file of rules, checked for changes before each message. A changed file applies from the next message on; one with an
error is reported and the previous rules stay in use.
*/
export class RulesFile {
	readonly #path: string;
	readonly #readData: ReadData;
	#rules!: Rules;
	#version = '';

	private constructor(path: string, readData: ReadData) {
		this.#path = path;
		this.#readData = readData;
	}

	/** Reads and parses the file; a problem has file, line and column in its message. */
	static open(path: string, readData: ReadData): RulesFile | Problem {
		const file = new RulesFile(path, readData);
		const wrong = file.reload();
		return wrong === undefined || wrong === 'reloaded' ? file : problem(wrong);
	}

	get rules(): Rules {
		return this.#rules;
	}

	/** Reads the file when it has changed: `reloaded`, or what is wrong with it, once; undefined when it has not. */
	reload(): 'reloaded' | (string & {}) | undefined {
		const version = versionOf(this.#path);
		if (version === this.#version) {
			return undefined;
		}

		this.#version = version;
		return this.#read();
	}

	#read(): 'reloaded' | (string & {}) {
		const bytes = readRegularSync(this.#path, limits.rules_file_bytes);
		if (isProblem(bytes)) {
			return bytes.hint === undefined ? bytes.message : `${bytes.message}; ${bytes.hint}`;
		}

		const text = decoder.decode(bytes);
		const rules = parseRules(text, this.#readData);
		if (isProblem(rules)) {
			return problemInFile(this.#path, text, rules);
		}

		this.#rules = rules;
		return 'reloaded';
	}
}

/** Changes when the file does, or when it comes or goes. */
function versionOf(path: string): string {
	try {
		const found = statSync(path);
		return found.isFile() ? `${found.mtimeMs} ${found.size} ${found.ino} ${found.mode}` : fileType(found);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code ?? String(error);
	}
}
