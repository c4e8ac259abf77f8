import {readFileSync, statSync} from 'node:fs';
import {limits} from '../../core/limits.ts';
import {isProblem, problem, type Problem} from '../../core/problem.ts';
import {formatSize} from '../../core/quantities.ts';
import {parseRules, problemInFile} from './parse-rules.ts';
import type {ReadData} from './parse-rule.ts';
import type {Rules} from './rule.ts';

/** A file of rules, looked at again before each message: what was changed counts from the next one on, and where it is wrong, what was right before goes on counting. */
export class RulesFile {
	readonly #path: string;
	readonly #readData: ReadData;
	#rules!: Rules;
	#version = '';

	private constructor(path: string, readData: ReadData) {
		this.#path = path;
		this.#readData = readData;
	}

	/** The file, read and understood; else a problem with file, line and column in its message. */
	static open(path: string, readData: ReadData): RulesFile | Problem {
		const file = new RulesFile(path, readData);
		const wrong = file.reload();
		return wrong === undefined || wrong === 'reloaded' ? file : problem(wrong);
	}

	get rules(): Rules {
		return this.#rules;
	}

	/** Reads the file when it has changed: `reloaded`, or what is wrong with it, told once; nothing when it has not. */
	reload(): 'reloaded' | (string & {}) | undefined {
		try {
			const found = statSync(this.#path);
			if (!found.isFile()) {
				return this.#missing('not a file');
			}

			const {mtimeMs, size, ino} = found;
			const version = `${mtimeMs} ${size} ${ino}`;
			if (version === this.#version) {
				return undefined;
			}

			this.#version = version;
			return size > limits.rules_file_bytes ? `${this.#path} is larger than ${formatSize(limits.rules_file_bytes)}` : this.#read();
		} catch (error) {
			return this.#missing((error as NodeJS.ErrnoException).code ?? String(error));
		}
	}

	#read(): 'reloaded' | (string & {}) {
		const text = readFileSync(this.#path, 'utf8');
		const rules = parseRules(text, this.#readData);
		if (isProblem(rules)) {
			return problemInFile(this.#path, text, rules);
		}

		this.#rules = rules;
		return 'reloaded';
	}

	#missing(errno: string): string | undefined {
		const isKnown = this.#version === errno;
		this.#version = errno;
		return isKnown ? undefined : `${this.#path} cannot be read: ${errno}`;
	}
}
