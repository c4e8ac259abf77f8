/** `set` as a conversation: the line, and what the status row says then. */
import {test, type TestContext} from 'node:test';
import {execute} from '../../source/commands/execute.ts';
import {isProblem} from '../../source/core/problem.ts';
import {FrameMaker} from '../../source/frames/frame-maker.ts';
import {Talk} from '../helpers/talk.ts';

const conversation: ReadonlyArray<readonly [line: string, answer: string]> = [
	['set eol=crlf', 'c1 ends typed lines with CRLF'],
	['set eol=none', 'c1 adds nothing to typed lines'],
	['c1 set eol=lf recv=10', 'c1 ends typed lines with LF, receives at most 10 B at once'],
	['set halfopen=yes idle=5s', 'c1 stays open for sending after the peer\'s FIN, closes after 5 s without a byte'],
	['set halfopen=no nodelay=yes keepalive=no', 'c1 closes after the peer\'s FIN, sets TCP_NODELAY, clears SO_KEEPALIVE'],
	['s1 set eol=cr', 'from now on, what s1 accepts ends typed lines with CR'],
	['s2 set ttl=3 broadcast=yes', 's2 sends with a TTL of 3, sets SO_BROADCAST'],
];

test('what set changed is told', async (t: TestContext) => {
	const talk = new Talk();
	for (const line of ['listen tcp:4000', 'listen udp:4000', 'connect s1']) {
		await talk.line(line);
	}

	for (const [line, answer] of conversation) {
		const outcome = await execute(talk.lab, line, {screen: false, pane: 'client'});
		t.assert.deepStrictEqual(isProblem(outcome) ? outcome : outcome.request, {type: 'notice', notice: answer});
	}
});

test('set changes the screen where there is one, with or without an endpoint', async (t: TestContext) => {
	const talk = new Talk();
	const {screen} = new FrameMaker(talk.lab);
	const run = async (line: string) => {
		const outcome = await execute(talk.lab, line, {screen, pane: 'client'});
		return isProblem(outcome) ? outcome.message : outcome.request;
	};

	t.assert.deepStrictEqual(await run('set theme=light'), {type: 'settings', settings: {theme: 'light'}, notice: 'theme=light'});
	t.assert.strictEqual(await run('set theme=lihgt'), 'this is one of auto dark light contrast contrast-light colour-blind colour-blind-light mono');
	await talk.line('listen tcp:4000');
	await talk.line('connect s1');
	t.assert.deepStrictEqual(await run('set theme=auto eol=cr'), {type: 'settings', settings: {theme: 'auto'}, notice: 'c1 ends typed lines with CR; theme=auto'});
	t.assert.deepStrictEqual(await talk.line('set theme=light'), ['! light: theme= works on the screen only; leave it out here, or run without --plain and --json']);
});
