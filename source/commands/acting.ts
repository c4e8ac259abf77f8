/** Notes the lines that act, so that `save session.play` can write them down again. */
import type {Address} from '../core/address.ts';
import {limits} from '../core/limits.ts';
import {parseAddress} from '../core/parse-address.ts';
import {quoteWord} from '../core/escape.ts';
import {isProblem, type Problem} from '../core/problem.ts';
import {isLiteral, parseData} from '../core/literals.ts';
import type {Act, ActLine, ActResult, ActWord} from '../lab/acts.ts';
import type {Entry} from '../lab/entries/entry.ts';
import type {Lab} from '../lab/lab.ts';
import type {Parsed, Target} from '../language/verb.ts';
import {actedOn} from './all.ts';
import type {Host} from './define.ts';
import type {Outcome} from './outcome.ts';
import {findEnded} from './verbs/reconnect.ts';

/** What each verb acts on: nothing that is there yet, an entry, its conversation, or its socket. */
const scopes: Readonly<Record<string, (entry: Entry) => Entry>> = {
	close: entry => entry,
	shutdown: onlyConversation,
	reset: onlyConversation,
	hold: entry => entry.socket,
	resume: entry => entry.socket,
	set: entry => entry.socket,
	join: entry => entry.socket,
	leave: entry => entry.socket,
	link: entry => entry.socket,
};
/** These open an endpoint. */
const opens: Readonly<Record<string, Entry['side']>> = {listen: 'server', connect: 'client', reconnect: 'client'};
const acting = new Set([...Object.keys(scopes), ...Object.keys(opens), 'say']);

/** Runs a line, and notes it where it acts. */
export function runActing(host: Host, parsed: Parsed<Host, Outcome>): Promise<Outcome> | Outcome {
	const {verb, args, target} = parsed;
	const line = acting.has(verb.name) ? actLine(host.lab, parsed) : undefined;
	return line === undefined ? verb.run(host, args, target) : runNoted(host, parsed, line);
}

async function runNoted(host: Host, {verb, args, target}: Parsed<Host, Outcome>, line: ActLine): Promise<Outcome> {
	const {lab} = host;
	const {added} = lab.registry;
	const act = lab.acts.begin(line);
	const running = verb.run(host, args, target);
	noteMade(lab, act, added);
	const outcome = await running;
	noteMade(lab, act, added);
	noteSeed(lab, act);
	lab.acts.end(act, resultOf(outcome));
	return outcome;
}

function resultOf(outcome: Outcome): ActResult {
	if (isProblem(outcome)) {
		return 'mistaken';
	}

	return outcome.refused === true ? 'refused' : 'done';
}

/**
Sends through each of the entries, and notes it: what is noted stands before the calls. Answers what each refused.
*/
export function sendNoted<Sender extends {readonly name: string}>(
	{acts}: Lab,
	{verb = 'send', through, bytes, text, to}: Sending<Sender>,
	send: (sender: Sender) => Problem | undefined,
): ReadonlyArray<Problem | undefined> {
	const isText = text !== undefined && (isSameEachTime(text) || bytes.length > limits.act_data_bytes);
	const data = isText ? text : bytes;
	const words = to === undefined ? noWords : [{before: '', address: to}];
	const act = acts.begin({verb, words, names: through.map(({name}) => name), data});
	const refusals = through.map(sender => send(sender));
	if (refusals.some(refusal => refusal !== undefined)) {
		act.names = act.names.filter((_, index) => refusals[index] === undefined);
	}

	acts.end(act, act.names.length === 0 ? 'mistaken' : 'done');
	return refusals;
}

type Sending<Sender> = {
	readonly verb?: 'send' | 'sendto';
	readonly through: readonly Sender[];
	readonly bytes: Uint8Array;
	/** The DATA that gave them, where a line has it. */
	readonly text?: string;
	/** Where `sendto` sends. */
	readonly to?: Address;
};

const noWords: readonly ActWord[] = [];

/** Whether DATA gives the same bytes whenever it is sent. Plain text, which most of it is, is not parsed for that. */
function isSameEachTime(text: string): boolean {
	if (!isLiteral(text) && !text.includes(String.raw`\{`)) {
		return true;
	}

	const data = parseData(text);
	return !isProblem(data) && data.every(({kind}) => kind !== 'macro' && kind !== 'random' && kind !== 'file');
}

function onlyConversation(entry: Entry): Entry {
	const [first] = entry.conversations();
	return first ?? entry;
}

/** Undefined where it asks for nothing but a setting of the screen. */
function actLine(lab: Lab, parsed: Parsed<Host, Outcome>): ActLine | undefined {
	const {verb, target} = parsed;
	const words = wordsOf(parsed);
	return verb.name === 'set' && words.length === 0
		? undefined
		: {verb: verb.name, words, names: namesOf(lab, verb.name, target)};
}

function namesOf(lab: Lab, verb: string, target: Target): readonly string[] {
	if (verb === 'reconnect') {
		const ended = findEnded(lab, target);
		return isProblem(ended) ? [] : [ended.name];
	}

	const scope = scopes[verb];
	return scope === undefined ? [] : [...new Set(actedOn(lab, target).map(entry => scope(entry).name))];
}

/** The words behind the verb that have a meaning in another session, in their order. */
function wordsOf({verb, args, target: {line, places}}: Parsed<Host, Outcome>): ActWord[] {
	const lists = Object.keys(verb.parameters).filter(key => verb.parameters[key]!.many);
	const skipped = new Set(['verb', 'name', 'name=', ...lists]);
	return Object.entries(places)
		.filter(([key]) => !skipped.has(key) && verb.options[key.slice(0, -1)]?.screenOnly !== true)
		.toSorted(([, one], [, other]) => one.start - other.start)
		.map(([key, {start, end}]) => {
			const before = key.endsWith('=') ? key : '';
			const text = line.slice(start, end);
			const address = addressAt(args, key);
			return address === undefined ? before + text : {before, address};
		});
}

/** The address that a word is, where it is one of a socket. */
function addressAt(args: Parsed<Host, Outcome>['args'], key: string): Address | undefined {
	const [service, to] = (args['service'] ?? []) as readonly string[];
	const relayed = key === 'service.1' && service === 'relay' ? parseAddress(to!) : undefined;
	const given = new Map<string, unknown>([
		['address', args['address']],
		['local=', args.options['local']],
		['service.1', relayed],
	]).get(key);
	return isAddress(given) ? given : undefined;
}

function isAddress(value: unknown): value is Address {
	return typeof value === 'object' && value !== null && 'transport' in value;
}

/** Notes the endpoint that the line has opened. */
function noteMade({registry}: Lab, act: Act, added: number): void {
	const side = opens[act.verb];
	const newest = side === undefined ? undefined : registry.newest[side];
	if (newest !== undefined && registry.orderOf(newest) > added) {
		act.made ??= newest.name;
	}
}

/** Notes the seed of a link that was given none. */
function noteSeed({registry}: Lab, act: Act): void {
	if (act.verb !== 'link' || act.words.some(word => typeof word === 'string' && word.startsWith('seed='))) {
		return;
	}

	const {server, client} = registry.get(act.names[0] ?? '')?.socket.links ?? {};
	const to = act.words.includes('to=server') ? server : client;
	const seed = act.words.includes('off') ? '' : to?.seed ?? '';
	act.words = seed === '' ? act.words : [...act.words, `seed=${quoteWord(seed)}`];
}
