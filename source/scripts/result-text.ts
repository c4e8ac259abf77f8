/** What is printed of scripts: mistakes, failures. All of it is visible text. */
import {explainProblem} from '../core/problem.ts';
import {formatCount} from '../core/quantities.ts';
import {limits} from '../core/limits.ts';
import {visibleText} from '../core/visible.ts';
import type {ScriptEnd, ScriptFailure} from './result.ts';
import type {Mistake, Position} from './statement.ts';

/** Why a script did not pass, as lines; none when it did. */
export function endLines(end: ScriptEnd): readonly string[] {
	switch (end.type) {
		case 'failed': {
			return failureLines(end.failure);
		}

		case 'wrong': {
			return mistakesLines(end.mistakes);
		}

		case 'passed':
		case 'stopped': {
			return [];
		}
	}
}

/**
Where a script failed, at which line, and why:

```
echo.play:4: expect hullo
  …
```
*/
function failureLines({position, line, lines}: ScriptFailure): readonly string[] {
	return [`${positionText(position)}: ${visibleText(line)}`, ...indented(lines.map(each => visibleText(each)))];
}

/** Each mistake with its place marked. */
function mistakesLines(mistakes: readonly Mistake[]): readonly string[] {
	const shown = mistakes.slice(0, limits.script_mistakes);
	const others = mistakes.length - shown.length;
	const more = others === 0 ? [] : [`and ${formatCount(others)} more`];
	return [...shown.flatMap(mistake => mistakeLines(mistake)), ...more];
}

/**
```
echo.play:4:
  exepct hello
  ^^^^^^ there is no such verb; `expect` is one
```
*/
function mistakeLines({position, text, problem}: Mistake): readonly string[] {
	const {message, hint} = problem;
	return position.line === 0
		? [visibleText(hint === undefined ? message : `${message}; ${hint}`)]
		: [`${positionText(position)}:`, ...indented(explainProblem(text, problem).split('\n'))];
}

/** `part.play:3, included from all.play:1`; a file that cannot be read has no line. */
export function positionText({file, line, includedFrom}: Position): string {
	const place = line === 0 ? visibleText(file) : `${visibleText(file)}:${line}`;
	return includedFrom === undefined ? place : `${place}, included from ${positionText(includedFrom)}`;
}

function indented(lines: readonly string[]): readonly string[] {
	return lines.map(line => `  ${line}`);
}
