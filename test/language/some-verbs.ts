/** Verbs that do nothing, one for each shape the grammar knows. */
import {addressOrName, addressToListen, data, duration, endpointName, lineEnding, name, oneOf, serviceWord, size, text, wholeNumber, yesNo} from '../../source/language/kinds.ts';
import {verb, type CompletionContext} from '../../source/language/verb.ts';

const define = verb<undefined, undefined>();
const run = () => undefined;

export const someVerbs = [
	define({
		name: 'listen',
		parameters: {
			address: {name: 'ADDRESS', kind: addressToListen},
			service: {name: 'SERVICE', kind: serviceWord, many: true, optional: true},
		},
		options: {
			name: {kind: name, summary: 'what to call it'},
			recv: {kind: size({min: 1, max: 1024}), summary: 'the most bytes one recv returns'},
			nodelay: {kind: yesNo, summary: 'send small pieces at once'},
			eol: {kind: lineEnding, summary: 'what a typed line ends with'},
		},
		summary: 'wait for clients',
		example: 'listen tcp:4000 echo',
		onEndpoint: false,
		run,
	}),
	define({
		name: 'connect',
		parameters: {address: {name: 'ADDRESS', kind: addressOrName}},
		options: {timeout: {kind: duration, summary: 'give up after this long'}},
		summary: 'open a client',
		example: 'connect tcp:4000',
		onEndpoint: false,
		run,
	}),
	define({name: 'send', parameters: {data: {name: 'DATA', kind: data, rest: true}}, options: {}, summary: 'send bytes', example: 'send hello', onEndpoint: true, run}),
	define({
		name: 'every',
		parameters: {duration: {name: 'DURATION', kind: duration}, line: {name: 'LINE', kind: text, rest: true, verbsOf: verbs => verbs.filter(({onEndpoint, name: its}) => onEndpoint && its !== 'every')}},
		options: {count: {kind: wholeNumber({min: 1, max: 1000}), summary: 'how often'}},
		summary: 'repeat a line',
		example: 'every 1s send hello',
		onEndpoint: true,
		run,
	}),
	define({name: 'close', parameters: {}, options: {}, summary: 'close it: FIN both ways', example: 'c1 close', synonyms: {disconnect: 'close'}, onEndpoint: true, run}),
	define({name: 'use', parameters: {name: {name: 'NAME', kind: endpointName}}, options: {}, summary: 'choose one', example: 'use s1', onEndpoint: false, run}),
	define({name: 'view', parameters: {what: {name: 'hex|text', kind: oneOf('hex', 'text'), optional: true}}, options: {}, summary: 'show it so', example: 'view hex', onEndpoint: false, run}),
];

export const someKnowledge: CompletionContext = {
	endpoints: [
		{name: 's1', address: 'tcp:4000', note: 'echo', isListener: true, isOpen: true, carries: 'stream'},
		{name: 's1.1', address: '', note: 'closed', isListener: false, isOpen: false, carries: 'stream'},
		{name: 'c1', address: 'unix:/tmp/x', note: '', isListener: false, isOpen: true, carries: 'stream'},
	],
	services: [{name: 'echo', summary: 'sends everything back'}, {name: 'greet', summary: 'says something first', argument: 'data'}, {name: 'files', summary: 'gives files', argument: 'path'}, {name: 'relay', summary: 'forwards', argument: 'address'}],
	listFolder: folder => ({'./': ['source/', 'read me.txt', '.hidden'], '/tmp/': ['a b/', 'ab.sock'], '/tmp/a b/': ['c']})[folder] ?? [],
};
