/** The variables of a script: what was given, what happened, what was captured. */
import path from 'node:path';
import {hexByte} from '../core/byte-literals.ts';
import {escapeText} from '../core/literals.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {isText} from '../core/text.ts';
import type {Registry} from '../lab/registry.ts';
import {endpointValues} from '../commands/endpoint-values.ts';
import {hasExpression, placeholdersOf} from './placeholders.ts';
import type {Position, Statement} from './statement.ts';

const decoder = new TextDecoder();

/** What is known before a script runs. */
export type Given = {
	/** `NAME=VALUE` of the command line. */
	readonly values: ReadonlyMap<string, string>;
	/** The port for each NAME of a `{port:NAME}`. */
	readonly ports: ReadonlyMap<string, number>;
};

/** Where a line stands when it is run. */
export type Place = {
	readonly position: Position;
	/** The number of the round of the innermost `repeat`, from 1. */
	readonly round?: number;
};

/** The names that a script asks a free port for: `{port:NAME}`. */
export function portNames(statements: readonly Statement[]): ReadonlySet<string> {
	const names = statements.flatMap(statement => {
		const {text} = statement;
		const own = placeholdersOf(text).map(({name}) => name).filter(name => name.startsWith('port:'));
		return statement.type === 'repeat' ? [...own, ...portNames(statement.body)] : own;
	});
	return new Set(names.map(name => name.replace('port:', '')));
}

export class Variables {
	readonly #given: Given;
	readonly #registry: Registry;
	readonly #captured = new Map<string, Uint8Array>();

	constructor(given: Given, registry: Registry) {
		this.#given = given;
		this.#registry = registry;
	}

	/**
	Takes over what an expression captured. The numbers of the one before are forgotten, unless this one has no groups; its
	names are not.
	*/
	capture(captures: Readonly<Record<string, Uint8Array>>): void {
		if (Object.keys(captures).length === 0) {
			return;
		}

		for (const name of this.#captured.keys().filter(each => /^\d/v.test(each))) {
			this.#captured.delete(name);
		}

		for (const [name, bytes] of Object.entries(captures)) {
			this.#captured.set(name, bytes);
		}
	}

	/** The line with its variables filled in; a problem, placed in `line`, when there is none of a name. */
	fill(line: string, place: Place): string | Problem {
		let filled = '';
		let from = 0;
		for (const {name, start, end} of placeholdersOf(line)) {
			const value = this.#valueOf(name, place, line);
			if (isProblem(value)) {
				return {...value, start, end};
			}

			filled += line.slice(from, start) + value;
			from = end;
		}

		return filled + line.slice(from);
	}

	#valueOf(name: string, {position, round}: Place, line: string): string | Problem {
		const captured = this.#captured.get(name);
		if (captured !== undefined) {
			return capturedText(captured, line);
		}

		const {values, ports} = this.#given;
		const known = values.get(name)
			?? (name.startsWith('port:') ? String(ports.get(name.slice(5))) : undefined)
			?? (name === 'folder' ? path.dirname(position.file) : undefined)
			?? (name === 'round' && round !== undefined ? String(round) : undefined);
		return known ?? this.#endpointValue(name);
	}

	#endpointValue(name: string): string | Problem {
		const dot = name.lastIndexOf('.');
		const property = name.slice(dot + 1);
		const value = Object.hasOwn(endpointValues, property) ? endpointValues[property] : undefined;
		if (dot === -1 || value === undefined) {
			return unknownVariable(name);
		}

		const entry = this.#registry.get(name.slice(0, dot));
		if (entry === undefined) {
			return problem(`no endpoint is called ${name.slice(0, dot)}`);
		}

		return value.of(entry) ?? problem(`${entry.name} has no ${property}`);
	}
}

/** What to say of a variable that there is not, without a place. */
export function unknownVariable(name: string): Problem {
	const dot = name.lastIndexOf('.');
	const brace = String.raw`\x7b writes a brace`;
	if (/^\d/v.test(name)) {
		return problem(`nothing has captured a group ${name}`, undefined, '`expect /(.*)/` does');
	}

	if (name === 'round') {
		return problem('there is no variable round here', undefined, '`repeat 3` counts its rounds with it');
	}

	return dot === -1
		? problem(`there is no variable ${name}`, undefined, `${name}=VALUE behind the file gives it; ${brace}`)
		: problem(
			`an endpoint has no ${name.slice(dot + 1)}`,
			undefined,
			`there are ${Object.keys(endpointValues).join(' ')}; ${brace}`,
		);
}

/** The verbs of DATA, whose blanks are bytes like others; `say` takes text as it is. */
const dataVerb = /^(?:\S+\s+)?(?:send|sendto)\s/v;
const expectVerb = /^(?:\S+\s+)?expect\s/v;
const textVerb = /^say\s/v;

/** Captured bytes, written so that the line means exactly them. */
function capturedText(bytes: Uint8Array, line: string): string {
	if (textVerb.test(line) && isText(bytes)) {
		return decoder.decode(bytes);
	}

	if (hasExpression(line)) {
		return Array.from(bytes, byte => literalByte(byte)).join('');
	}

	const text = escapeText(bytes);
	if (expectVerb.test(line)) {
		return text.replace(likeExpected, first => escaped(first)).replaceAll(likeOption, sign => escaped(sign));
	}

	return dataVerb.test(line) ? text : text.replaceAll(' ', String.raw`\x20`);
}

/** What `expect` would not take for DATA: its first character; and for an option, the sign. */
const likeExpected = /^(?:[cnrt](?=lose|eset|efused|imeout|othing)|\/)/v;
const likeOption = /(?<=within|match|for)[=]/gv;

/** A byte in an expression. */
function literalByte(byte: number): string {
	const character = String.fromCodePoint(byte);
	return /[\w \-:]/v.test(character) ? character : escaped(character);
}

/** A character of one byte. */
function escaped(character: string): string {
	return String.raw`\x${hexByte(character.codePointAt(0)!)}`;
}
