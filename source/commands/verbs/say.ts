import {text} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {done} from '../outcome.ts';
import {sideOf} from '../targets.ts';

/** A word of the person among what happened. */
export const say = defineVerb({
	name: 'say',
	parameters: {text: {name: 'TEXT', kind: text, rest: true}},
	options: {},
	summary: 'write a comment into the log',
	example: 'say now the server closes',
	synonyms: {note: 'say', comment: 'say'},
	onEndpoint: false,
	run(lab, args, target) {
		lab.say(args.text, sideOf(target.pane) ?? 'client');
		return done;
	},
});
