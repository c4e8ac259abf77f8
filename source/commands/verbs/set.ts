import {isProblem, problem} from '../../core/problem.ts';
import {themeChoices} from '../../core/theme-names.ts';
import {lineEnding, oneOf, wholeNumber, yesNo} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {liveOptions} from '../options.ts';
import {noticed} from '../outcome.ts';
import {atPlace, endOf} from '../places.ts';
import {setAnswer} from '../set-answer.ts';
import {setOptions} from '../set-options.ts';
import {findSocket} from '../targets.ts';

const screenSettings = {
	theme: {kind: oneOf(...themeChoices), summary: 'colours of the screen; auto goes by its background', screenOnly: true},
} as const;

/** Options of a live endpoint, or of the screen. On a listener they are for what it accepts from now on. */
export const set = defineVerb({
	name: 'set',
	parameters: {},
	options: {
		...liveOptions,
		ttl: {kind: wholeNumber({min: 1, max: 255}), summary: 'IP_TTL of datagrams'},
		broadcast: {kind: yesNo, summary: 'SO_BROADCAST: allow datagrams to a broadcast address'},
		...screenSettings,
	},
	summary: 'change an option of a live endpoint, or of the screen',
	example: 'c1 set eol=crlf nodelay=yes',
	synonyms: {
		...Object.fromEntries(Object.keys(liveOptions).map(key => [key, `set ${key}=`])),
		...Object.fromEntries(lineEnding.words!.map(word => [word, `set eol=${word}`])),
		option: 'set',
		colours: 'set theme=',
		theme: 'set theme=',
	},
	onEndpoint: true,
	run(lab, {options: {theme, ...options}}, target) {
		const settings = {...(theme !== undefined && {theme})};
		const notice = Object.entries(settings).map(([key, value]) => `${key}=${value}`).join(' ');
		if (Object.keys(options).length === 0 && notice !== '') {
			return {request: {type: 'settings', settings, notice}};
		}

		const socket = findSocket(lab, target);
		if (isProblem(socket)) {
			return socket;
		}

		if (Object.keys(options).length === 0) {
			return problem('set needs at least one key=value', endOf(target), 'eol=crlf, say');
		}

		const refusal = setOptions(socket, options);
		if (refusal !== undefined) {
			return atPlace(refusal.problem, target, `${refusal.key}=`);
		}

		const answer = [setAnswer(socket, options), notice].filter(part => part !== '').join('; ');
		return notice === '' ? noticed(answer) : {request: {type: 'settings', settings, notice: answer}};
	},
});
