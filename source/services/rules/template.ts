import {concatBytes} from '../../core/bytes.ts';
import {limits} from '../../core/limits.ts';
import {localTime} from '../../core/clock-text.ts';
import {unescapeText} from '../../core/escape.ts';
import {isProblem, problem, shiftProblem, type Problem} from '../../core/problem.ts';
import {readMacro} from '../../core/macros.ts';
import type {DataSources, Part, Pattern, ReplyContext} from './rule.ts';

const encoder = new TextEncoder();
const values: Readonly<Record<string, (moment: ReplyContext) => Uint8Array>> = {
	n: ({count}) => encoder.encode(String(count)),
	total: ({total}) => encoder.encode(String(total)),
	time: ({now_us}) => encoder.encode(localTime(now_us)),
	unix: ({now_us}) => encoder.encode(String(Math.floor(now_us / 1_000_000))),
	all: ({message}) => message,
};

/**
Parses a reply's text without its quotes: the escapes of DATA, and
`\{n} \{total} \{time} \{unix} \{rand:1-100} \{hex:8} \{all}`, `\{0}` for what matched, `\{1}` or `\{name}` for a group
of a regular expression.
*/
export function readTemplate(text: string, pattern: Pattern, read: DataSources['value']): Part[] | Problem {
	const parts: Part[] = [];
	let count = 0;
	for (let at = 0; at < text.length;) {
		const open = nextPlaceholder(text, at);
		const fixed = unescapeText(text.slice(at, open));
		if (isProblem(fixed)) {
			return shiftProblem(fixed, at);
		}

		parts.push(fixed);
		if (open === text.length) {
			break;
		}

		const close = text.indexOf('}', open);
		if (close === -1) {
			return problem('a } is missing', {start: open, end: text.length});
		}

		const value = placeholder(text.slice(open + 2, close), pattern, read);
		if (value === undefined) {
			return problem(
				'there is no such value',
				{start: open, end: close + 1},
				'there are n total time unix rand:1-100 hex:8 all 0, and 1 or a name for a group of the pattern',
			);
		}

		count++;
		if (count > limits.rules_values) {
			return problem(`the replies of one rule have ${limits.rules_values} values at most`, {start: open, end: close + 1});
		}

		parts.push(value);
		at = close + 1;
	}

	return parts;
}

/** The bytes of a reply; undefined when its values exceed `limits.rules_reply_bytes`. */
export function composeReply(parts: readonly Part[], moment: ReplyContext): Uint8Array | undefined {
	const pieces: Uint8Array[] = [];
	let values_bytes = 0;
	for (const part of parts) {
		const piece = typeof part === 'function' ? part(moment) : part;
		values_bytes += typeof part === 'function' ? piece.length : 0;
		if (values_bytes > limits.rules_reply_bytes) {
			return undefined;
		}

		pieces.push(piece);
	}

	return concatBytes(pieces);
}

/** The next `\{` whose backslash is not itself escaped, or the end of the text. */
function nextPlaceholder(text: string, from: number): number {
	for (let at = text.indexOf('\\', from); at !== -1; at = text.indexOf('\\', at + 2)) {
		if (text[at + 1] === '{') {
			return at;
		}
	}

	return text.length;
}

function placeholder(name: string, {groups, names}: Pattern, read: DataSources['value']): Part | undefined {
	if (Object.hasOwn(values, name)) {
		return values[name];
	}

	if (/^(?:rand|hex):/v.test(name)) {
		return macro(String.raw`\{${name}}`, read);
	}

	const numbered = /^\d{1,3}$/v.test(name) ? Number(name) : undefined;
	const group = Object.hasOwn(names, name) ? names[name] : numbered;
	if (group === undefined || group >= groups) {
		return undefined;
	}

	return ({message, found}) => {
		const [start, end] = found[group] ?? [0, 0];
		return start < 0 ? new Uint8Array() : message.subarray(start, end);
	};
}

/** A macro of DATA, evaluated for each reply. */
function macro(text: string, read: DataSources['value']): Part | undefined {
	return isProblem(readMacro(text, 0))
		? undefined
		: () => {
			const bytes = read(`"${text}"`);
			return isProblem(bytes) ? new Uint8Array() : bytes;
		};
}
