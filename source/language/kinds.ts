/** Every kind of word that a verb may ask for. */
export {
	address,
	addressForms,
	addressOrName,
	addressRules,
	addressToListen,
	hostRule,
	udpAddressOrName,
} from './kinds/address.ts';
export {described, oneOf, yesNo, lineEnding} from './kinds/choice.ts';
export {expected} from './kinds/expected.ts';
export {data, dataForms, dataRules} from './kinds/data.ts';
export {endpointName, name} from './kinds/name.ts';
export {average, probability, rate, sizeOrDuration} from './kinds/measure.ts';
export {duration, size, wholeNumber} from './kinds/number.ts';
export {path} from './kinds/path.ts';
export {serviceWord} from './kinds/service.ts';
export {text, word} from './kinds/text.ts';
export {moment, type Moment} from './kinds/moment.ts';
export {pattern, patternWord} from './kinds/pattern.ts';
