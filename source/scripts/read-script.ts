import {Buffer, isUtf8} from 'node:buffer';
import path from 'node:path';
import {limits} from '../core/limits.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {formatCount} from '../core/quantities.ts';
import {readRegular} from '../files/regular.ts';
import {path as pathKind} from '../language/kinds.ts';
import {nextToken, type Token} from '../language/tokens.ts';
import type {LineStatement, Mistake, Position, Script, Statement} from './statement.ts';

/** The text of a file; a problem, without a place, when it cannot be read. */
export type ReadFile = (file: string) => Promise<string | Problem>;

/** A script as far as it could be read, with every mistake of its blocks and includes. */
export type ScriptRead = {readonly script: Script; readonly mistakes: readonly Mistake[]};

/** Reads a script and what it includes. Lines of the language are not looked at: `checkScript` does that. */
export async function readScript(file: string, readFile: ReadFile = readScriptFile): Promise<ScriptRead> {
	const reader = new ScriptReader(readFile);
	const statements = await reader.read(file);
	return {script: {file, statements}, mistakes: reader.mistakes};
}

/** The text of a script on the disk. */
export async function readScriptFile(file: string): Promise<string | Problem> {
	const bytes = await readRegular(file, limits.script_bytes);
	if (isProblem(bytes)) {
		return bytes;
	}

	try {
		return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
	} catch {
		return problem(`${file} is not UTF-8 in line ${lineNotUtf8(bytes)}`, undefined, String.raw`\xHH writes a byte`);
	}
}

/** Of bytes that are not UTF-8, the first line that is not, from 1. */
function lineNotUtf8(bytes: Uint8Array): number {
	// UTF-8 has a line feed in no other character.
	const lines = Buffer.from(bytes).toString('latin1').split('\n');
	return lines.findIndex(line => !isUtf8(Buffer.from(line, 'latin1'))) + 1;
}

/** A block that has begun: what is read goes there. */
type Block = {readonly statements: Statement[]; readonly begin?: {readonly position: Position; readonly text: string}};

type Place = {readonly start: number; readonly end: number};

/** A line with where it stands. */
type Written = {readonly position: Position; readonly text: string};

class ScriptReader {
	readonly mistakes: Mistake[] = [];
	readonly #readFile: ReadFile;
	/** Files that are being read, each included by the one before. */
	readonly #open: string[] = [];
	#lines = 0;

	constructor(readFile: ReadFile) {
		this.#readFile = readFile;
	}

	/** Of a file; `from` is the include that names it, with the place of the name. */
	async read(file: string, from?: Written & {readonly place: Place}): Promise<readonly Statement[]> {
		const text = await this.#readFile(file);
		if (isProblem(text)) {
			const {position, text: line, place} = from ?? {position: {file, line: 0}, text: '', place: {start: 0, end: 0}};
			this.mistakes.push({position, text: line, problem: {...text, ...place}});
			return [];
		}

		this.#open.push(path.resolve(file));
		const blocks: [Block, ...Block[]] = [{statements: []}];
		for (const [index, line] of text.split('\n').entries()) {
			const position = {file, line: index + 1, ...(from !== undefined && {includedFrom: from.position})};
			await this.#readLine(blocks, {position, text: line.trim()});
		}

		while (blocks.length > 1) {
			const begin = blocks.at(-1)!.begin!;
			this.#wrong(begin, problem('this block has no end', {start: 0, end: begin.text.length}, '`end` ends it'));
			endBlock(blocks);
		}

		this.#open.pop();
		return blocks[0].statements;
	}

	async #readLine(blocks: [Block, ...Block[]], written: Written): Promise<void> {
		const first = nextToken(written.text, 0);
		if (first === undefined) {
			return;
		}

		this.#lines++;
		if (this.#lines > limits.script_lines) {
			this.#tooLong(written);
			return;
		}

		switch (first.raw) {
			case 'repeat': {
				this.#begin(blocks, written, first);
				break;
			}

			case 'end': {
				this.#end(blocks, written, first);
				break;
			}

			case 'include': {
				blocks.at(-1)!.statements.push(...await this.#include(written, first));
				break;
			}

			default: {
				this.#line(blocks.at(-1)!, written, first);
			}
		}
	}

	#begin(blocks: Block[], written: Written, word: Token): void {
		const count = nextToken(written.text, word.end);
		if (count === undefined) {
			const place = {start: written.text.length, end: written.text.length};
			this.#wrong(written, problem('repeat needs a number', place, '`repeat 3`, lines, `end`'));
		} else {
			this.#nothingBehind(written, count, 'repeat takes a number only; the lines stand below it');
		}

		if (blocks.length > limits.script_depth) {
			this.#wrong(written, problem(`at most ${limits.script_depth} blocks may stand within each other`, word));
		}

		blocks.push({statements: [], begin: written});
	}

	#end(blocks: [Block, ...Block[]], written: Written, word: Token): void {
		this.#nothingBehind(written, word, 'end takes nothing');
		if (blocks.length === 1) {
			this.#wrong(written, problem('no block has begun', word, '`repeat 3` begins one'));
			return;
		}

		endBlock(blocks);
	}

	async #include(written: Written, word: Token): Promise<readonly Statement[]> {
		const name = nextToken(written.text, word.end);
		if (name === undefined) {
			const place = {start: written.text.length, end: written.text.length};
			this.#wrong(written, problem('include needs a file', place, '`include common.play`'));
			return [];
		}

		this.#nothingBehind(written, name, 'include takes one file only');
		const named = pathKind.parse(name.raw);
		if (isProblem(named)) {
			this.#wrong(written, {...named, start: name.start, end: name.end});
			return [];
		}

		const file = path.isAbsolute(named) ? named : path.join(path.dirname(written.position.file), named);
		const refusal = this.#whyNot(file);
		if (refusal !== undefined) {
			this.#wrong(written, problem(refusal, name));
			return [];
		}

		return this.read(file, {...written, place: name});
	}

	/** Why a file cannot be included here. */
	#whyNot(file: string): string | undefined {
		if (this.#open.includes(path.resolve(file))) {
			return 'this file is being included already: it would never end';
		}

		return this.#open.length === limits.script_depth
			? `at most ${limits.script_depth} files may include each other`
			: undefined;
	}

	#line({statements}: Block, {position, text}: Written, first: Token): void {
		const second = nextToken(text, first.end);
		const isBackground = first.raw === 'in' && second?.raw === 'background';
		const line = isBackground ? text.slice(second.end).trimStart() : text;
		const wrong = isBackground ? backgroundProblem(text, line) : undefined;
		if (wrong === undefined) {
			statements.push({type: 'line', position, text, line, isBackground} satisfies LineStatement);
		} else {
			this.#wrong({position, text}, wrong);
		}
	}

	#nothingBehind(written: Written, {end}: Token, message: string): void {
		const next = nextToken(written.text, end);
		if (next !== undefined) {
			this.#wrong(written, problem(message, {start: next.start, end: written.text.length}));
		}
	}

	#tooLong(written: Written): void {
		if (this.#lines === limits.script_lines + 1) {
			const message = `a script has at most ${formatCount(limits.script_lines)} lines, with all that it includes`;
			this.#wrong(written, problem(message, {start: 0, end: written.text.length}));
		}
	}

	#wrong({position, text}: Written, found: Problem): void {
		this.mistakes.push({position, text, problem: found});
	}
}

/** The innermost block becomes a statement of the one around it. */
function endBlock(blocks: Block[]): void {
	const {begin, statements: body} = blocks.pop()!;
	const {position, text} = begin!;
	// One without a number is a mistake that was told; its lines are looked at all the same.
	const count = nextToken(text, nextToken(text, 0)!.end)?.raw ?? '0';
	if (body.length > 0) {
		blocks.at(-1)!.statements.push({type: 'repeat', position, text, count, body});
	}
}

/** What is wrong with what `in background` stands before. */
function backgroundProblem(text: string, line: string): Problem | undefined {
	const word = nextToken(line, 0);
	const start = text.length - line.length;
	if (word === undefined) {
		return problem('a line is missing', {start, end: start}, '`in background expect hello`, for example');
	}

	return ['repeat', 'end', 'include', 'in'].includes(word.raw)
		? problem(`${word.raw} cannot be in the background`, {start, end: start + word.end}, 'one line of the language can')
		: undefined;
}
