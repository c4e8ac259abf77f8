import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {problem} from '../../source/core/problem.ts';
import type {Suggestion} from '../../source/language/verb.ts';
import type {Key} from '../../source/ui/keys.ts';
import type {Outcome} from '../../source/commands/outcome.ts';
import {openUi, type Effect, type UiState} from '../../source/ui/state.ts';
import type {Assistant} from '../../source/ui/assistant.ts';
import {update, type Message} from '../../source/ui/update.ts';
import {chromeOf} from '../../source/ui/chrome.ts';
import {endpoint, frame} from './fake-lab.ts';

const words: readonly Suggestion[] = [{text: 'listen', more: true}, {text: 'link'}, {text: 'list'}, {text: 'tcp:', open: true}, {text: 'close'}];

/** Completes the last word from a list. */
const assistant: Assistant = {
	complete(text, cursor) {
		const start = Math.max(text.lastIndexOf(' ', cursor - 1), text.startsWith('/') ? 0 : -1) + 1;
		const prefix = text.slice(start, cursor);
		const list: readonly Suggestion[] = text.startsWith('/save ') ? [{text: 'talk.hex'}, {text: 'talk.txt'}] : words;
		return {start, end: cursor, suggestions: list.filter(word => word.text.startsWith(prefix))};
	},
	help: {
		page: word => ({name: word, title: word, rows: Array.from({length: 100}, (_, index) => ({label: '', text: `${word} ${index}`}))}),
		search: query => ({name: '', title: `search: ${query}`, rows: [{label: query, text: 'found', line: `${query} `, page: query}]}),
	},
};

/** A screen in a test: keys go in by name, text as `"text"`, a paste as `paste:text`; what is asked of others comes out. */
class Ui {
	state: UiState;
	readonly effects: Effect[] = [];

	constructor() {
		this.state = openUi({columns: 80, rows: 24});
		this.#take({type: 'history', lines: ['/older', 'old']});
	}

	press(...keys: readonly string[]): this {
		for (const key of keys) {
			this.#take({type: 'key', key: keyOf(key)});
		}

		return this;
	}

	show(differences: Parameters<typeof frame>[1] = {}): this {
		return this.#take({type: 'chrome', chrome: chromeOf(frame({}, differences), 0)});
	}

	/** Answers what was asked last. */
	answer(outcome: Outcome): this {
		const asked = this.effects.flatMap(effect => effect.do === 'execute' || effect.do === 'send' ? [effect] : []).at(-1)!;
		return this.#take({type: 'replied', pane: asked.pane, line: asked.line, typed: asked.typed, outcome});
	}

	/** Types a line, and answers it. */
	answerTo(line: string, outcome: Outcome): this {
		return this.press(`"${line}"`, 'Enter').answer(outcome);
	}

	/** `client› text|`, then what is open. */
	get picture(): string {
		const {focus, prompts, popup, pager, help, zoom, notice} = this.state;
		const read = help?.places.at(-1);
		const {text, cursor} = prompts[focus];
		return [
			`${focus}${zoom ? '+' : ''}› ${text.slice(0, cursor)}|${text.slice(cursor)}`,
			...(popup === undefined ? [] : [popup.type === 'completion' ? popup.suggestions.map(({text: word}, index) => index === popup.chosen ? `[${word}]` : word).join(' ') : JSON.stringify(popup)]),
			...(pager === undefined ? [] : [`${pager.title} from ${pager.top}`]),
			...(read === undefined ? [] : [`HELP ${read.page.title} from ${read.top}`]),
			...(notice === '' ? [] : [`(${notice})`]),
		].join('\n');
	}

	/** What was asked of others, in short. */
	get asked(): string[] {
		return this.effects.map(effect => tell(effect));
	}

	#take(message: Message): this {
		const {state, effects} = update(this.state, message, assistant);
		this.state = state;
		this.effects.push(...effects);
		return this;
	}
}

function tell(effect: Effect): string {
	if (effect.do === 'execute' || effect.do === 'send') {
		return `${effect.pane} ${effect.do === 'execute' ? `/${effect.line}` : JSON.stringify(effect.line)}`;
	}

	if (effect.do === 'scroll') {
		return `${effect.move.pane} scroll ${JSON.stringify(effect.move.by).replaceAll('"', '')}`;
	}

	return effect.do === 'remember' ? `remember ${effect.line}` : effect.do;
}

function keyOf(key: string): Key {
	if (key.startsWith('"')) {
		return {type: 'text', text: JSON.parse(key) as string};
	}

	return key.startsWith('paste:') ? {type: 'paste', text: key.slice(6)} : {type: 'key', name: key};
}

const table: ReadonlyArray<readonly [what: string, keys: readonly string[], picture: string, asked: readonly string[]]> = [
	['text is typed', ['"Xin chào"'], 'client› Xin chào|', []],
	['Enter sends it', ['"Xin chào"', 'Enter'], 'client› |', ['remember Xin chào', 'client "Xin chào"']],
	['Enter alone sends an empty line', ['Enter'], 'client› |', ['client ""']],
	['a slash begins a command', ['"/l"'], 'client› /l|\nlisten link list', []],
	['a command is executed without its slash', ['"/close"', 'Enter'], 'client› |', ['remember /close', 'client /close']],
	['two slashes are data', ['"//close"', 'Enter'], 'client› |', ['remember //close', 'client "/close"']],
	['a slash alone is nothing', ['"/"', 'Enter'], 'client› /|\nlisten link list tcp: close', []],
	['the list narrows', ['"/li"', '"n"'], 'client› /lin|\nlink', []],
	['and widens', ['"/lin"', 'Backspace'], 'client› /li|\nlisten link list', []],
	['Esc closes it', ['"/li"', 'Esc'], 'client› /li|', []],
	['Tab takes what is certain', ['"/l"', 'Tab'], 'client› /li|\nlisten link list', []],
	['then walks the list', ['"/li"', 'Tab', 'Tab'], 'client› /link|\nlisten [link] list', []],
	['takes the first of all where nothing is typed', ['"/save "', 'Tab'], 'client› /save talk.hex|\n[talk.hex] talk.txt', []],
	['backwards too', ['"/li"', 'Shift+Tab'], 'client› /list|\nlisten link [list]', []],
	['round', ['"/li"', 'Tab', 'Tab', 'Tab', 'Tab'], 'client› /listen|\n[listen] link list', []],
	['Down and Up walk it, too', ['"/li"', 'Down', 'Down', 'Up'], 'client› /listen|\n[listen] link list', []],
	['Up begins at its end', ['"/li"', 'Up'], 'client› /list|\nlisten link [list]', []],
	['Enter runs what was chosen', ['"/li"', 'Up', 'Enter'], 'client› |', ['remember /list', 'client /list']],
	['or takes it, when more words have to follow', ['"/li"', 'Down', 'Enter'], 'client› /listen |\nlisten link list tcp: close', []],
	['Enter without a choice runs what was typed', ['"/li"', 'Enter'], 'client› |', ['remember /li', 'client /li']],
	['Esc brings back what was typed', ['"/li"', 'Down', 'Down', 'Esc'], 'client› /li|', []],
	['once it is closed, Up walks the history', ['"/li"', 'Esc', 'Up', 'Up', 'Down', 'Down'], 'client› /li|', []],
	['the only proposal is taken with a space', ['"/cl"', 'Tab'], 'client› /close |\nlisten link list tcp: close', []],
	['without one when more is to come', ['"/close t"', 'Tab'], 'client› /close tcp:|\ntcp:', []],
	['Tab reopens the list', ['"/li"', 'Esc', 'Tab'], 'client› /listen|\n[listen] link list', []],
	['Tab without a proposal stays', ['"/zzz"', 'Tab'], 'client› /zzz|\n(nothing to complete here)', []],
	['Tab moves on from an empty prompt', ['Tab'], 'raw› |', []],
	['and from data', ['"abc"', 'Tab', 'Tab', 'Tab'], 'client› abc|', []],
	['Shift+Tab moves back', ['Shift+Tab'], 'server› |', []],
	['each pane keeps its prompt', ['"abc"', 'Shift+Tab', '"def"'], 'server› def|', []],
	['Up walks the history', ['Up', 'Up'], 'client› /older|', []],
	['Down comes back to what was typed', ['"new"', 'Up', 'Down'], 'client› new|', []],
	['Ctrl+D in an empty prompt half-closes', ['Ctrl+D'], 'client› |', ['client /shutdown']],
	['elsewhere it deletes', ['"abc"', 'Left', 'Ctrl+D'], 'client› ab|', []],
	['in the raw pane it does nothing', ['Tab', 'Ctrl+D'], 'raw› |', []],
	['Ctrl+C clears the prompt', ['"abc"', 'Ctrl+C'], 'client› |', []],
	['which undo brings back', ['"abc"', 'Ctrl+C', 'Ctrl+_'], 'client› abc|', []],
	['Ctrl+C on an empty prompt asks once more', ['Ctrl+C'], 'client› |\n(Ctrl+C again quits)', []],
	['and quits', ['Ctrl+C', 'Ctrl+C'], 'client› |', ['quit']],
	['not when something came between', ['Ctrl+C', '"a"', 'Backspace', 'Ctrl+C'], 'client› |\n(Ctrl+C again quits)', []],
	['clearing and twice again quits', ['"abc"', 'Ctrl+C', 'Ctrl+C', 'Ctrl+C'], 'client› |', ['quit']],
	['PageUp scrolls', ['"abc"', 'PageUp'], 'client› abc|', ['client scroll page-up']],
	['Home scrolls when the prompt is empty', ['Home', 'End'], 'client› |', ['client scroll home', 'client scroll end']],
	['and moves the cursor when it is not', ['"abc"', 'Home'], 'client› |abc', []],
	['the raw pane scrolls by letters and arrows', ['Tab', '"j"', '"k"', '"g"', '"G"', 'Up', 'Down'], 'raw› |', ['raw scroll down', 'raw scroll up', 'raw scroll home', 'raw scroll end', 'raw scroll up', 'raw scroll down']],
	['a key held down there is a key', ['Tab', '"jj"'], 'raw› |', ['raw scroll down', 'raw scroll down']],
	['a burst of letters there is text for the last prompt', ['Tab', '"Xin chào"'], 'client› Xin chào|', []],
	['of the server, when that had the focus', ['Shift+Tab', 'Shift+Tab', '"hello"', 'Enter'], 'server› |', ['remember hello', 'server "hello"']],
	['behind what stands there', ['"ab"', 'Tab', '"cd"'], 'client› abcd|', []],
	['and takes a command after a slash', ['Tab', '"/cl"'], 'raw› /cl|\nclose', []],
	['which is run there', ['Tab', '"/close"', 'Enter'], 'raw› |', ['remember /close', 'raw /close']],
	['Esc twice leaves that prompt', ['Tab', '"/cl"', 'Esc', 'Esc'], 'raw› |', []],
	['an unbound letter there says what works', ['Tab', '"x"'], 'raw› |\n(a slash begins a command; ? lists the keys)', []],
	['z zooms there', ['Tab', '"z"'], 'raw+› |', []],
	['Alt+Z everywhere, and back', ['Alt+Z', 'Alt+Z', 'Alt+Z'], 'client+› |', []],
	['? in the raw pane helps', ['Tab', '"?"'], 'raw› |\nHELP  from 0', []],
	['F1 everywhere', ['"abc"', 'F1'], 'client› abc|\nHELP  from 0', []],
	['the help scrolls', ['F1', 'PageDown', 'Down', 'Down', 'Up'], 'client› |\nHELP  from 23', []],
	['to its end', ['F1', 'End'], 'client› |\nHELP  from 78', []],
	['and closes', ['"abc"', 'F1', 'Esc'], 'client› abc|', []],
	['Ctrl+C closes it, and does not quit', ['F1', 'Ctrl+C'], 'client› |', []],
	['Ctrl+L and Ctrl+Z work anywhere', ['F1', 'Ctrl+L', 'Ctrl+Z'], 'client› |\nHELP  from 0', ['repaint', 'suspend']],
	['a paste of one line is typed', ['"say "', 'paste:hello\n'], 'client› say hello|', []],
	['of several it waits', ['paste:one\ntwo'], 'client› |\n' + String.raw`{"type":"paste","text":"one\ntwo","ends":"LF"}`, []],
	['until Enter sends it as one, with its own line ends', ['paste:one\r\ntwo\r\n', 'Enter'], 'client› |', [String.raw`client "one\r\ntwo\r\n"`]],
	['a CR alone is a terminal\'s LF, and that is told', ['paste:one\rtwo'], 'client› |\n' + String.raw`{"type":"paste","text":"one\ntwo","ends":"CR sent as LF"}`, []],
	['both kinds of line ends are told', ['paste:one\r\ntwo\nthree', 'Esc'], 'client› |', []],
	['one line loses the CR LF at its end, and that is told', ['paste:hello\r\n'], 'client› hello|\n(the CR LF at the end of the paste was left out)', []],
	['with what stands around it', ['"ab"', 'Left', 'paste:1\n2', 'Enter'], 'client› |', [String.raw`client "a1\n2b"`]],
	['or Esc lets it go', ['"ab"', 'paste:1\n2', 'Esc'], 'client› ab|', []],
	['typing meanwhile changes nothing', ['paste:1\n2', '"x"', 'Esc'], 'client› |', []],
	['in a command its line ends are written out', ['"/send "', 'paste:1\n2'], String.raw`client› /send 1\n2|` + '\n' + String.raw`(the line ends (LF) became \n)`, []],
	['as those that they are', ['"/send "', 'paste:1\r\n2\r\n'], String.raw`client› /send 1\r\n2|` + '\n' + String.raw`(the line ends (CR LF) became \r\n)`, []],
	['in the raw pane it is for the last prompt', ['Tab', 'paste:hello'], 'client› hello|', []],
	['the raw pane takes a pasted command', ['Tab', 'paste:/close x'], 'raw› /close x|', []],
];

describe('keys', () => {
	for (const [what, keys, picture, asked] of table) {
		test(`${what}: ${keys.join(' ')}`, () => {
			const ui = new Ui().press(...keys);
			assert.equal(ui.picture, picture);
			assert.deepEqual(ui.asked, asked);
		});
	}
});

test('a paste of one line that is too long is cut, and says so', () => {
	const ui = new Ui().press(`paste:${'a'.repeat(70_000)}`);
	assert.equal(ui.state.prompts.client.text.length, 65_536);
	assert.equal(ui.state.notice, 'the paste was cut: a line has 65,536 characters at the most');
});

test('a paste of several lines is sent whole, however long', () => {
	const ui = new Ui().press(`paste:${'a\n'.repeat(70_000)}b`, 'Enter');
	assert.deepEqual(ui.effects.map(effect => effect.do === 'send' ? effect.line.length : effect.do), [140_001]);
});

describe('a line that was a mistake', () => {
	const wrong = problem('a port is 0 to 65535', {start: 11, end: 16}, 'tcp:4000, say');

	test('stays in the prompt, with its place marked', () => {
		const ui = new Ui().press('"/listen tcp:70000 echo"', 'Enter').answer(wrong);
		assert.equal(ui.picture, 'client› /listen tcp:70000| echo\n{"type":"problem","start":12,"end":17,"message":"a port is 0 to 65535; tcp:4000, say"}');
	});

	test('is selected: what is typed replaces it', () => {
		const ui = new Ui().press('"/listen tcp:70000"', 'Enter').answer(wrong);
		assert.ok(ui.state.prompts.client.selected);
		assert.equal(ui.press('"ping"').picture, 'client› ping|');
		assert.equal(ui.press('Ctrl+_').picture, 'client› /listen tcp:70000|');
	});

	test('goes with Backspace, and undo brings it back', () => {
		const ui = new Ui().press('"/listen tcp:70000"', 'Enter').answer(wrong);
		assert.equal(ui.press('Backspace').picture, 'client› |');
		assert.equal(ui.press('Ctrl+_').picture, 'client› /listen tcp:70000|');
	});

	test('is kept by an arrow, Home or End, and its mark stays until the next edit', () => {
		for (const [key, kept] of [['Left', '/listen tcp:7000|0'], ['Home', '|/listen tcp:70000'], ['End', '/listen tcp:70000|']] as const) {
			const ui = new Ui().press('"/listen tcp:70000"', 'Enter').answer(wrong).press(key);
			assert.equal(ui.state.prompts.client.selected, false);
			assert.equal(ui.state.popup?.type, 'problem');
			assert.ok(ui.picture.startsWith(`client› ${kept}`));
		}

		const ui = new Ui().press('"/listen tcp:70000"', 'Enter').answer(wrong).press('Right', 'Backspace');
		assert.equal(ui.picture.split('\n', 1)[0], 'client› /listen tcp:7000|');
	});

	test('is put right by Tab, where it is known what was meant', () => {
		const ui = new Ui().press('"/search GET"', 'Enter').answer(problem('there is no such verb', {start: 0, end: 6}, '`find` is one', 'find GET'));
		assert.equal(ui.picture, 'client› /search| GET\n{"type":"problem","start":1,"end":7,"message":"there is no such verb","fix":"/find GET"}');
		assert.equal(ui.press('Tab').picture.split('\n', 1)[0], 'client› /find GET|');
		assert.deepEqual(ui.press('Enter').asked.slice(-1), ['client /find GET']);
	});

	test('has its hints as they can be typed here', () => {
		const ui = new Ui().press('"/hold"', 'Enter').answer(problem('there is no endpoint yet', {start: 0, end: 4}, '`listen tcp:4000 echo` or `connect tcp:4000` makes one'));
		assert.match(ui.picture, /`\/listen tcp:4000 echo` or `\/connect tcp:4000` makes one/v);
	});

	test('is told apart when something else has been typed meanwhile, and is in the history', () => {
		const ui = new Ui().press('"/listen tcp:70000"', 'Enter', '"abc"').answer(wrong);
		assert.equal(ui.picture, 'client› abc|\n{"type":"text","lines":["listen tcp:70000","           ^^^^^ a port is 0 to 65535; tcp:4000, say"]}');
		assert.equal(ui.press('Up').picture, 'client› /listen tcp:70000|');
	});

	test('that a key stood for is told below the prompt', () => {
		const ui = new Ui().press('Ctrl+D').answer(problem('there is no endpoint yet', {start: 0, end: 8}));
		assert.equal(ui.picture, 'client› |\n{"type":"text","lines":["shutdown","^^^^^^^^ there is no endpoint yet"]}');
	});

	test('cannot reach the terminal raw', () => {
		const ui = new Ui().press(JSON.stringify('/\u{1B}[2J'), 'Enter', '"a"').answer(problem('no verb \u{1B}[2J', {start: 0, end: 4}));
		assert.ok(!ui.picture.includes('\u{1B}'));
		assert.match(ui.picture, /\^{7} no verb/v);
	});

	test('data that cannot be sent stays, too', () => {
		const ui = new Ui().press('"//hello"', 'Enter').answer(problem('c1 is closed'));
		assert.equal(ui.picture.split('\n', 1)[0], 'client› /|/hello');
	});
});

describe('an answer', () => {
	test('of a few lines opens below the prompt', () => {
		const ui = new Ui().press('"/list"', 'Enter').answer({text: ['s1 listening', 'evil \u{1B}[2J']});
		assert.equal(ui.picture, 'client› |\n' + String.raw`{"type":"text","lines":["s1 listening","evil \\x1b[2J"]}`);
	});

	test('of many has the screen', () => {
		const ui = new Ui().press('"/list"', 'Enter').answer({text: Array.from({length: 9}, () => 'line')});
		assert.equal(ui.picture, 'client› |\nlist from 0');
	});

	test('wider than the pane has the screen, too', () => {
		const ui = new Ui().press('"/list"', 'Enter').answer({text: [`${'wide '.repeat(20)}line`]});
		assert.equal(ui.picture, 'client› |\nlist from 0');
		assert.deepEqual(ui.state.pager?.lines, ['wide '.repeat(14) + 'wide', 'wide wide wide wide wide line']);
	});

	test('a row of a table goes on below its last column, or to the right where that leaves no room', () => {
		const ui = new Ui().press('"/list"', 'Enter').answer({text: [`Ctrl+U      prompt  ${'wide '.repeat(15)}end`, `${'name '.repeat(15)}  last`]});
		assert.deepEqual(ui.state.pager?.lines, [
			`Ctrl+U      prompt  ${'wide '.repeat(10)}wide`,
			`${' '.repeat(20)}wide wide wide wide end`,
			`${'name '.repeat(14)}name`,
			'  last',
		]);
	});

	const requests: ReadonlyArray<readonly [what: string, reply: Outcome, picture: string]> = [
		['focus', {request: {type: 'focus', pane: 'server'}}, 'server› |'],
		['zoom', {request: {type: 'zoom'}}, 'client+› |'],
		['zoom of another pane', {request: {type: 'zoom', pane: 'raw'}}, 'raw+› |'],
		['help', {request: {type: 'help'}}, 'client› |\nHELP  from 0'],
		['help about a verb', {request: {type: 'help', page: 'list'}}, 'client› |\nHELP list from 0'],
	];
	for (const [what, reply, picture] of requests) {
		test(`with a request: ${what}`, () => {
			assert.equal(new Ui().press('"/x"', 'Enter').answer(reply).picture, picture);
		});
	}

	test('with a focus leaves somebody alone who types on, in the same prompt or in another', () => {
		const reply: Outcome = {request: {type: 'focus', pane: 'server'}};
		assert.equal(new Ui().press('"/x"', 'Enter', '"hel"').answer(reply).picture, 'client› hel|');
		assert.equal(new Ui().press('"/x"', 'Enter', 'Tab').answer(reply).picture, 'raw› |');
		assert.equal(new Ui().press('"hel"', 'Alt+A').answer(reply).picture, 'server› |');
	});

	test('with a view changes only what is given', () => {
		const ui = new Ui().press('"/x"', 'Enter').answer({request: {type: 'view', width: 16, only: 'c1'}}).answer({request: {type: 'view', view: 'text'}});
		assert.deepEqual(ui.state.view, {view: 'text', width: 16, only: 'c1'});
		assert.deepEqual(ui.answer({request: {type: 'view', only: ''}}).state.view, {view: 'text', width: 16});
	});

	test('with quit quits', () => {
		assert.equal(new Ui().press('"/quit"', 'Enter').answer({request: {type: 'quit'}}).asked.at(-1), 'quit');
	});
});

describe('Ctrl+R', () => {
	const history = ['"/connect tcp:4000"', 'Enter', '"hello"', 'Enter', '"/connect udp:9"', 'Enter'];
	const searches: ReadonlyArray<readonly [what: string, keys: readonly string[], prompt: string, asked: string]> = [
		['finds the newest line with what is typed', ['Ctrl+R', '"conn"'], '/connect udp:9|', ''],
		['narrows', ['Ctrl+R', '"conn"', '"ect t"'], '/connect tcp:4000|', ''],
		['again: the one before', ['Ctrl+R', '"CONN"', 'Ctrl+R'], '/connect tcp:4000|', ''],
		['stays where there is no other', ['Ctrl+R', '"conn"', 'Ctrl+R', 'Ctrl+R'], '/connect tcp:4000|\n(no older line has conn)', ''],
		['widens', ['Ctrl+R', '"conn"', '"ect t"', ...Array.from({length: 5}, () => 'Backspace')], '/connect udp:9|', ''],
		['Enter runs it', ['Ctrl+R', '"hel"', 'Enter'], '|', 'client "hello"'],
		['Tab takes it for editing', ['Ctrl+R', '"hel"', 'Tab', '"!"'], 'hello!|', ''],
		['an arrow, too', ['Ctrl+R', '"hel"', 'Left'], 'hell|o', ''],
		['Esc leaves all as it was', ['"draft"', 'Ctrl+R', '"hel"', 'Esc'], 'draft|', ''],
		['so does Enter, where nothing was found', ['"draft"', 'Ctrl+R', '"zzz"', 'Enter'], 'draft|', ''],
		['the raw pane finds commands', ['Tab', 'Ctrl+R', '"o"'], '/connect udp:9|', ''],
	];
	for (const [what, keys, prompt, asked] of searches) {
		test(what, () => {
			const before = new Ui().press(...history);
			const count = before.asked.length;
			const ui = before.press(...keys);
			assert.equal(ui.picture.replace(/^\w+› /v, '').replace(/\n\{.*\}/v, ''), prompt);
			assert.equal(ui.asked.slice(count).filter(each => !each.startsWith('remember')).join(' '), asked);
		});
	}
});

describe('choosing a connection', () => {
	const two = {endpoints: [
		endpoint({name: 's1', side: 'server', isListener: true}),
		endpoint({name: 's1.1', side: 'server'}),
		endpoint({name: 's1.2', side: 'server', state: 'closed'}),
		endpoint({name: 's1.3', side: 'server', state: 'held'}),
	], current: {server: 's1'}};

	test('Ctrl+N goes through those that are there, twice in one chunk as well', () => {
		const ui = new Ui().show(two).press('Shift+Tab', 'Ctrl+N', 'Ctrl+N', 'Ctrl+N');
		assert.deepEqual(ui.asked, ['server /use s1.1', 'server /use s1.3', 'server /use s1.1']);
	});

	test('a frame that was made before the lab knew of the choice does not undo it, so that the next key goes on from it', () => {
		const ui = new Ui().show(two).press('Shift+Tab', 'Ctrl+N').show(two).press('Ctrl+N').show(two);
		assert.deepEqual(ui.asked, ['server /use s1.1', 'server /use s1.3']);
		assert.equal(ui.answer({}).show({...two, current: {server: 's1.1'}}).state.chrome.current.server, 's1.1');
	});

	test('Ctrl+P goes the other way', () => {
		assert.deepEqual(new Ui().show(two).press('Shift+Tab', 'Ctrl+P').asked, ['server /use s1.3']);
	});

	test('says so when there is none', () => {
		assert.equal(new Ui().press('Ctrl+N').picture, 'client› |\n(no connection to choose)');
	});
});

test('Esc ends connecting again, Alt+A answers who spoke last', () => {
	const ui = new Ui().show({active: [
		{text: 'e1 every 1 s (3)', ends: 'stop e1', tone: 'accent'},
		{text: 'e2 c1 reconnect every 1 s (3)', ends: 'stop e2', tone: 'accent', endsOnEscape: true},
	]});
	ui.press('Alt+A', '"/li"', 'Esc', 'Esc');
	assert.deepEqual(ui.asked, ['client /answer', 'client /stop e2']);
	ui.show().press('Esc');
	assert.equal(ui.asked.length, 2);
});

test('Esc stops a file that is being read, once nothing else is open', () => {
	const ui = new Ui().show({opening: 'open talk.pcapng 40 %'});
	ui.press('"/li"', 'Esc', 'Esc');
	assert.deepEqual(ui.effects, [{do: 'execute', pane: 'client', line: 'open off', typed: undefined}]);
	ui.show().press('Esc');
	assert.equal(ui.effects.length, 1);
});

describe('a recording', () => {
	test('Esc leaves it, once nothing else is open and the raw pane has no cursor', () => {
		const ui = new Ui().show({recording: 'talk.pcapng'});
		ui.press('"/li"', 'Esc', 'Esc');
		assert.deepEqual(ui.effects, [{do: 'execute', pane: 'client', line: 'open off', typed: undefined}]);
		const {panes} = frame({}, {}, {hasCursor: true});
		ui.show({recording: 'talk.pcapng', panes}).press('Ctrl+U', 'Tab', 'Esc');
		assert.deepEqual(ui.effects.at(-1), {do: 'execute', pane: 'raw', line: 'mark off', typed: undefined});
		ui.show({recording: 'talk.pcapng'}).press('Esc');
		assert.deepEqual(ui.effects.at(-1), {do: 'execute', pane: 'raw', line: 'open off', typed: undefined});
	});

	test('all of its endpoints are shown at first; the live session comes back as it was', () => {
		const ui = new Ui().show();
		ui.answerTo('/view text only=c1', {request: {type: 'view', view: 'text', only: 'c1'}});
		ui.show({recording: 'talk.pcapng'});
		assert.deepEqual(ui.state.view, {view: 'text', width: 'auto'});
		ui.answerTo('/view decode only=alice', {request: {type: 'view', view: 'decode', only: 'alice'}});
		assert.equal(ui.show({recording: 'talk.pcapng'}).state.view.only, 'alice');
		ui.show({recording: 'other.pcapng'});
		assert.equal(ui.state.view.only, undefined);
		ui.show();
		assert.deepEqual(ui.state.view, {view: 'text', width: 'auto', only: 'c1'});
	});
});
