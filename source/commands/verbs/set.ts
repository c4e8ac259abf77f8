import {isProblem, problem} from '../../core/problem.ts';
import {formatCount} from '../../core/quantities.ts';
import {themeChoices} from '../../core/theme-names.ts';
import {lineEnding, oneOf, wholeNumber, yesNo} from '../../language/kinds.ts';
import type {SocketEntry} from '../../lab/entries/entry.ts';
import {findSockets} from '../all.ts';
import {defineVerb} from '../define.ts';
import {liveOptions} from '../options.ts';
import {noticed} from '../outcome.ts';
import {atPlace, endOf} from '../places.ts';
import type {ScreenSettings} from '../screen-request.ts';
import {setAnswer} from '../set-answer.ts';
import {setOptions} from '../set-options.ts';

const screenSettings = {
	theme: {kind: oneOf(...themeChoices), summary: 'colours of the screen; auto goes by its background', screenOnly: true},
	mouse: {kind: yesNo, summary: 'off leaves it to the terminal, which then selects text', screenOnly: true},
} as const;

/** Options of a live endpoint, or of the screen. On a listener they are for what it accepts from now on. */
export const set = defineVerb({
	name: 'set',
	parameters: {},
	options: {
		...liveOptions,
		ttl: {kind: wholeNumber({min: 1, max: 255}), summary: 'IP_TTL of datagrams', onlyFor: 'datagram'},
		broadcast: {kind: yesNo, summary: 'SO_BROADCAST: allow datagrams to a broadcast address', onlyFor: 'datagram'},
		...screenSettings,
	},
	summary: 'change an option of a live endpoint, or of the screen',
	example: 'c1 set eol=crlf nodelay=yes',
	details: [
		'A connection begins with eol=lf; the strip shows the one that it has if it is another.',
		`Themes: ${themeChoices.join(', ')}.`,
	],
	synonyms: {
		...Object.fromEntries(Object.keys(liveOptions).map(key => [key, `set ${key}=`])),
		...Object.fromEntries(lineEnding.words!.map(word => [word, `set eol=${word}`])),
		option: 'set',
		colours: 'set theme=',
		colors: 'set theme=',
		theme: 'set theme=',
		mouse: 'set mouse=',
	},
	onEndpoint: true,
	onAll: true,
	run(lab, {options: {theme, mouse, ...options}}, target) {
		const settings = {...(theme !== undefined && {theme}), ...(mouse !== undefined && {mouse})};
		const notice = settingsText(settings);
		if (Object.keys(options).length === 0 && notice !== '') {
			return {request: {type: 'settings', settings, notice}};
		}

		const sockets = findSockets(lab, target);
		if (isProblem(sockets)) {
			return sockets;
		}

		if (Object.keys(options).length === 0) {
			return problem('set needs at least one key=value', endOf(target), '`set eol=crlf`, say');
		}

		const refusals = sockets.map(socket => setOptions(socket, options)).filter(refusal => refusal !== undefined);
		const [first] = refusals;
		if (first !== undefined && refusals.length === sockets.length) {
			return atPlace(first.problem, target, `${first.key}=`);
		}

		const changed = setAnswer(eachOf(sockets, sockets.length - refusals.length), options);
		const parts = [changed, ...refusals.map(({problem: {message}}) => message), notice];
		const answer = parts.filter(part => part !== '').join('; ');
		return notice === '' ? noticed(answer) : {request: {type: 'settings', settings, notice: answer}};
	},
});

/** What the answer is about. */
function eachOf([only, ...others]: readonly SocketEntry[], changed: number) {
	return others.length === 0 ? only! : {name: `each of ${formatCount(changed)}`, isListener: false, optionNames: []};
}

const mouseTexts = {true: 'mouse=on: Shift selects text as the terminal does', false: 'mouse=off'} as const;

function settingsText({theme, mouse}: ScreenSettings): string {
	return [
		...(theme === undefined ? [] : [`theme=${theme}`]),
		...(mouse === undefined ? [] : [mouseTexts[`${mouse}`]]),
	].join(', ');
}
