/** Results to write reports of. */
import type {TestResult} from '../../../source/scripts/report/result.ts';

export const passed: TestResult = {
	file: 'examples/http.play', outcome: 'passed', elapsed_ms: 12.34, message: '', explanation: [], output: [],
};

export const failed: TestResult = {
	file: 'talk.play',
	outcome: 'failed',
	elapsed_ms: 2000.5,
	message: String.raw`expected "hello\n", "hullo\n" came`,
	at: {file: 'talk.play', line: 7},
	explanation: [
		String.raw`talk.play:7: expect hello\n`,
		'  expected  68 65 6c 6c 6f 0a',
		'  came      68 75 6c 6c 6f 0a',
		'               ^^',
	],
	output: ['  a word of the script'],
};

export const wrong: TestResult = {
	file: 'typo.play',
	outcome: 'wrong',
	elapsed_ms: 1,
	message: 'there is no such verb',
	at: {file: 'part.play', line: 2},
	explanation: ['typo.play:2', 'conect tcp:1', '^^^^^^ there is no such verb'],
	output: [],
};

/** As bad as a file's name and a peer's bytes can be. */
export const hostile: TestResult = {
	file: 'a # SKIP \\b\nok 5\u{1B}[2J.play',
	outcome: 'crashed',
	elapsed_ms: 0,
	message: ']]> <x a="\'&"> \0\u{1B}[31m\u{202E}\u{D800}\n...',
	explanation: ['...', '---', 'ok 6 - \u{1B}]0;title\u{7}', 'not ok 7\nBail out!'],
	output: [],
};
